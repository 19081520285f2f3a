import type { Configuration } from '../config/configuration.js';
import { ConfigurationError, UsageError } from '../errors.js';
import { documentationUrl } from '../documentation.js';
import { suggestNearest } from '../nearest.js';
import { chooseTargets } from '../publish/target.js';

/** Lists what `toast run` does, in order. */
export const stepNames = ['extract', 'transform', 'test', 'publish', 'report'] as const;

export type StepName = (typeof stepNames)[number];

/** Lists the steps that come before a step in a run. */
export function stepsBefore(step: StepName): StepName[] {
  return stepNames.slice(0, stepNames.indexOf(step));
}

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

/* Steps that a run has only if the configuration says what they do. */
const optional: Readonly<Partial<Record<StepName, (configuration: Configuration) => boolean>>> = {
  publish: ({ publish }) => Object.keys(publish).length > 0,
  report: ({ report }) => report !== undefined,
};

/**
 * Returns the steps that the configuration has what they need for.
 * @throws ConfigurationError if none is left, if `only` names one that it has not, or if the `to` of a target
 *   to publish is invalid, which would otherwise fail the run only at its end.
 */
export function configuredSteps(
  steps: readonly StepName[],
  configuration: Configuration,
  only: readonly string[] = [],
): StepName[] {
  const isConfigured = (name: StepName) => optional[name]?.(configuration) ?? true;
  const missing = steps.find((name) => !isConfigured(name) && only.includes(name));
  const configured = steps.filter(isConfigured);
  if (configured.includes('publish')) chooseTargets([], configuration);
  if (missing === undefined && configured.length > 0) return configured;
  const name = missing ?? steps[0];
  throw new ConfigurationError(`The configuration does not say how to do the step ${name}.`, {
    suggestion: `Add \`${name}\` to it. ${documentationUrl('configuration')} describes each key.`,
  });
}

function requireStep(text: string): StepName {
  const step = stepNames.find((name) => name === text);
  if (step !== undefined) return step;
  throw new UsageError(`There is no step ${text}.`, {
    suggestion: suggestNearest(text, stepNames, `The steps are ${stepNames.join(', ')}.`),
  });
}
