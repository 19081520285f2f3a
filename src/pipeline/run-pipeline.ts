import { randomUUID } from 'node:crypto';
import type { Configuration } from '../config/configuration.js';
import { ToastError } from '../errors.js';
import { withExtraction } from '../extract/from-configuration.js';
import type { ExtractEvent } from '../extract/report/events.js';
import { runExtract } from '../extract/run.js';
import type { PublishEvent } from '../publish/publisher.js';
import type { Runtime } from '../runtime.js';
import type { Project } from '../transform/project/model.js';
import { runDataTests } from '../transform/run/data-tests.js';
import type { RunEvent } from '../transform/run/model-events.js';
import { runModels } from '../transform/run/run-models.js';
import type { TestEvent } from '../transform/run/test-events.js';
import { assertExtracted } from '../warehouse/state/assert-database.js';
import { withWarehouse, type OpenOptions, type Warehouse } from '../warehouse/warehouse.js';
import {
  exitCodeOf,
  statusOf,
  summarizeModels,
  summarizeTests,
  type Outcome,
  type RunSummary,
} from './run-summary.js';
import { runPublish } from './publish-step.js';
import type { StepName } from './steps.js';

export interface PipelineOptions {
  readonly configuration: Configuration;
  readonly project: Project;
  readonly steps: readonly StepName[];
  readonly runtime: Runtime;
  readonly signal: AbortSignal;
  /** Opens the database; the pipeline closes it. */
  readonly open: (options: Pick<OpenOptions, 'mode' | 'lean'>) => Promise<Warehouse>;
  /** How many models and tests are run at a time. */
  readonly threads: number;
  readonly onStep: (step: StepName) => void;
  readonly onExtract: (event: ExtractEvent) => void;
  readonly onModel: (event: RunEvent) => void;
  readonly onTest: (event: TestEvent) => void;
  readonly onPublish: (target: string, event: PublishEvent) => void;
}

type Step = (options: PipelineOptions, before: Outcome) => Promise<Outcome>;

/*
 * The database is closed between two steps: an extraction writes row groups of another size than the
 * models, and the engine takes that size when it opens a file.
 */
const run: Readonly<Record<StepName, Step>> = {
  extract: ({ configuration, runtime, signal, open, onExtract }) =>
    withWarehouse(open({ mode: 'write', lean: true }), async (warehouse) => {
      const request = { configuration, warehouse, runtime, signal, onEvent: onExtract };
      return { extract: await withExtraction(request, runExtract) };
    }),
  transform: ({ project, runtime, signal, threads, open, onModel }) =>
    withWarehouse(open({ mode: 'update' }), async (warehouse) => {
      await warehouse.with((connection) => assertExtracted(connection, warehouse.path));
      const results = await runModels({
        ...{ warehouse, project, threads, signal, onEvent: onModel },
        fullRefresh: false,
        runId: randomUUID(),
        clock: runtime.now,
      });
      return { models: summarizeModels(results) };
    }),
  test: ({ project, runtime, signal, threads, open, onTest }) =>
    withWarehouse(open({ mode: 'read' }), async (warehouse) => {
      const options = { warehouse, project, threads, signal, clock: runtime.now };
      const results = await runDataTests({ ...options, onEvent: onTest });
      return { tests: summarizeTests(results) };
    }),
  publish: async (options, before) => ({ publish: await runPublish(options, before) }),
};

/**
 * Runs the steps one after the other. A partial extraction, and a model or test that fails, do not keep the
 * next step from running; a step that cannot do its work at all, and an interruption, end the run. What
 * ended it is in the summary.
 * @throws only what is not a ToastError: a bug.
 */
export async function runPipeline(options: PipelineOptions): Promise<RunSummary> {
  const { runtime, signal } = options;
  const startedAt = runtime.now();
  const taken: { step: StepName; seconds: number }[] = [];
  let outcome: Outcome = {};
  for (const step of options.steps) {
    options.onStep(step);
    const stepStartedAt = runtime.now();
    const own = await attempt(step, options, outcome);
    outcome = { ...outcome, ...own };
    taken.push({ step, seconds: (runtime.now() - stepStartedAt) / 1000 });
    if (outcome.failure !== undefined || signal.aborted) break;
  }
  const finishedAt = runtime.now();
  return {
    status: signal.aborted ? 'interrupted' : statusOf(outcome),
    exitCode: exitCodeOf(outcome),
    startedAt: new Date(startedAt).toISOString(),
    finishedAt: new Date(finishedAt).toISOString(),
    seconds: (finishedAt - startedAt) / 1000,
    steps: taken,
    ...outcome,
  };
}

async function attempt(
  step: StepName,
  options: PipelineOptions,
  before: Outcome,
): Promise<Outcome> {
  try {
    return await run[step](options, before);
  } catch (error) {
    if (!(error instanceof ToastError)) throw error;
    const { exitCode, message, suggestion } = error;
    return { failure: { step, exitCode, message, suggestion } };
  }
}
