import { UsageError } from '../errors.js';
import { suggestNearest } from '../nearest.js';

/** Lists what `toast run` does, in order. */
export const stepNames = ['extract', 'transform', 'test', 'publish'] as const;

export type StepName = (typeof stepNames)[number];

export interface StepChoice {
  readonly only?: readonly string[] | undefined;
  readonly skip?: readonly string[] | undefined;
}

/**
 * Returns the steps to run: those of `only`, or all, without those of `skip`, in the order of a run.
 * @throws UsageError for a name that is not that of a step, or when no step is left.
 */
export function chooseSteps({ only, skip = [] }: StepChoice): StepName[] {
  const [wanted, left] = [only?.map(requireStep) ?? stepNames, skip.map(requireStep)];
  const chosen = stepNames.filter((name) => wanted.includes(name) && !left.includes(name));
  if (chosen.length > 0) return chosen;
  throw new UsageError('No step is left to run.', {
    suggestion: `--only and --skip take steps from: ${stepNames.join(', ')}.`,
  });
}

function requireStep(text: string): StepName {
  const step = stepNames.find((name) => name === text);
  if (step !== undefined) return step;
  throw new UsageError(`There is no step ${text}.`, {
    suggestion: suggestNearest(text, stepNames, `The steps are ${stepNames.join(', ')}.`),
  });
}
