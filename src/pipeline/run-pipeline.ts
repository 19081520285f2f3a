import { randomUUID } from 'node:crypto';
import type { Configuration } from '../config/configuration.js';
import { ToastError } from '../errors.js';
import { withExtraction } from '../extract/from-configuration.js';
import type { ExtractEvent } from '../extract/report/events.js';
import { runExtract } from '../extract/run.js';
import type { PublishEvent } from '../publish/publisher.js';
import type { Runtime } from '../runtime.js';
import type { Project } from '../transform/project/model.js';
import { runChangedTests } from '../transform/run/changed-tests.js';
import type { RunEvent } from '../transform/run/model-events.js';
import { runModels } from '../transform/run/run-models.js';
import type { TestEvent } from '../transform/run/test-events.js';
import { assertExtracted } from '../warehouse/state/assert-database.js';
import { HeldDatabase, type OpenDatabase } from './held-database.js';
import {
  exitCodeOf,
  statusOf,
  summarizeModels,
  summarizeTests,
  type Outcome,
  type RunSummary,
} from './run-summary.js';
import type { StepName } from './steps.js';

export interface PipelineOptions {
  readonly configuration: Configuration;
  readonly project: Project;
  readonly steps: readonly StepName[];
  readonly runtime: Runtime;
  readonly signal: AbortSignal;
  /** Opens the database; the pipeline closes it. */
  readonly open: OpenDatabase;
  /** How many models and tests are run at a time. */
  readonly threads: number;
  /** Runs the data tests that have passed on the same rows, too. */
  readonly testAll?: boolean;
  readonly onStep: (step: StepName) => void;
  readonly onExtract: (event: ExtractEvent) => void;
  readonly onModel: (event: RunEvent) => void;
  readonly onTest: (event: TestEvent) => void;
  readonly onPublish: (target: string, event: PublishEvent) => void;
}

/** What the steps before have left. */
interface SoFar {
  readonly database: HeldDatabase;
  readonly outcome: Outcome;
}

type Step = (options: PipelineOptions, soFar: SoFar) => Promise<Outcome>;

const run: Readonly<Record<StepName, Step>> = {
  extract: async ({ configuration, runtime, signal, onExtract }, { database }) => {
    const warehouse = await database.open({ mode: 'write', rowGroups: 'raw if new' });
    const request = { configuration, warehouse, runtime, signal, onEvent: onExtract };
    const extract = await withExtraction(request, runExtract);
    /* Models write larger row groups, and the engine takes their size when it opens a file. Nobody else
       waits for a file that was created just now. */
    if (warehouse.rowGroups === 'raw') await database.close();
    return { extract };
  },
  transform: async ({ project, runtime, signal, threads, onModel }, { database }) => {
    const warehouse = await database.open({ mode: 'update' });
    await warehouse.with((connection) => assertExtracted(connection, warehouse.path));
    const results = await runModels({
      ...{ warehouse, project, threads, signal, onEvent: onModel },
      fullRefresh: false,
      runId: randomUUID(),
      clock: runtime.now,
    });
    return { models: summarizeModels(results) };
  },
  test: async ({ project, runtime, signal, threads, testAll = false, onTest }, { database }) => {
    const warehouse = await database.open({ mode: 'update' });
    const options = { warehouse, project, threads, signal, clock: runtime.now };
    const results = await runChangedTests({ ...options, testAll, onEvent: onTest });
    return { tests: summarizeTests(results) };
  },
  /* What these need is loaded for those who have configured them. */
  publish: async (options, { outcome }) => {
    const { runPublish } = await import('./publish-step.js');
    return { publish: await runPublish(options, outcome) };
  },
  report: async (options) => {
    const { runReport } = await import('./report-step.js');
    const report = await runReport(options);
    return report === undefined ? {} : { report };
  },
};

/* These share one opening of the file: nothing changes between what a run builds and what it tests. Steps
   after them only read, and others can read beside them. */
const holding: readonly StepName[] = ['extract', 'transform', 'test'];

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
  const database = new HeldDatabase(options.open);
  let outcome: Outcome = {};
  try {
    for (const step of options.steps) {
      if (!holding.includes(step)) await database.close();
      options.onStep(step);
      const stepStartedAt = runtime.now();
      const own = await attempt(step, options, { database, outcome });
      outcome = { ...outcome, ...own };
      taken.push({ step, seconds: (runtime.now() - stepStartedAt) / 1000 });
      if (outcome.failure !== undefined || signal.aborted) break;
    }
  } finally {
    await database.close();
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

async function attempt(step: StepName, options: PipelineOptions, soFar: SoFar): Promise<Outcome> {
  try {
    return await run[step](options, soFar);
  } catch (error) {
    if (!(error instanceof ToastError)) throw error;
    const { exitCode, message, suggestion } = error;
    return { failure: { step, exitCode, message, suggestion } };
  }
}
