import { exitCodes } from '../errors.js';
import type { ExtractSummary } from '../extract/report/summary.js';
import type { WrittenReport } from '../report/files/report-folder.js';
import type { ModelRunResult } from '../transform/run/model-events.js';
import type { PublishSummary } from '../publish/run/summary.js';
import type { DataTestResult } from '../transform/run/test-events.js';
import type { StepName } from './steps.js';

/** Describes why a step ended a run. */
export interface StepFailure {
  readonly step: StepName;
  readonly exitCode: number;
  readonly message: string;
  readonly suggestion: string | undefined;
}

/** Counts what the models' builds ended with, and names those that failed. */
export interface ModelsSummary {
  readonly built: number;
  readonly unchanged: number;
  readonly skipped: number;
  readonly failed: readonly Failure[];
}

/** Counts what the data tests ended with, and names those that failed or warned. */
export interface TestsSummary {
  readonly passed: number;
  /** How many of those that passed were not run again, because the rows that they read are the same. */
  readonly unchanged: number;
  readonly skipped: number;
  readonly warned: readonly Failure[];
  readonly failed: readonly Failure[];
}

/** Names a model or a test that failed, with its file and line where they are known, and why. */
export interface Failure {
  readonly name: string;
  readonly reason: string;
}

/** Describes a run of the pipeline. Instants are ISO 8601 in UTC. */
export interface RunSummary {
  readonly status: 'complete' | 'partial' | 'failed' | 'interrupted';
  readonly exitCode: number;
  readonly startedAt: string;
  readonly finishedAt: string;
  readonly seconds: number;
  /** How long each step took that was run, in order. */
  readonly steps: readonly { readonly step: StepName; readonly seconds: number }[];
  readonly extract?: ExtractSummary | undefined;
  readonly models?: ModelsSummary | undefined;
  readonly tests?: TestsSummary | undefined;
  /** What came of each target. */
  readonly publish?: readonly PublishSummary[] | undefined;
  /** The report that was written, or why there is nothing to report yet. */
  readonly report?: WrittenReport | { readonly reason: string } | undefined;
  /** What ended the run before its last step. */
  readonly failure?: StepFailure | undefined;
}

/** Sums up the results of models. */
export function summarizeModels(results: readonly ModelRunResult[]): ModelsSummary {
  const count = (status: ModelRunResult['status']) =>
    results.filter((result) => result.status === status).length;
  return {
    built: count('success'),
    unchanged: count('unchanged'),
    skipped: count('skipped'),
    failed: results.flatMap(({ relation, error }) =>
      error === undefined ? [] : [{ name: relation, reason: error.message }],
    ),
  };
}

/** Sums up the results of data tests. */
export function summarizeTests(results: readonly DataTestResult[]): TestsSummary {
  const of = (...statuses: DataTestResult['status'][]) =>
    results.filter(({ status }) => statuses.includes(status));
  return {
    passed: of('pass', 'unchanged').length,
    unchanged: of('unchanged').length,
    skipped: of('skip').length,
    warned: of('warn').map(toFailure),
    failed: of('fail', 'error').map(toFailure),
  };
}

function toFailure({ test, place, failures, error }: DataTestResult): Failure {
  const rows = `${failures} failing ${failures === 1 ? 'row' : 'rows'}`;
  return { name: `${place}: ${test}`, reason: error?.message ?? rows };
}

/** What the steps of a run have given so far. */
export type Outcome = Pick<
  RunSummary,
  'extract' | 'models' | 'tests' | 'publish' | 'report' | 'failure'
>;

/**
 * Returns the exit code of a run: that of the step that ended it; else 6 if a model or a data test failed;
 * else that of a target that was not published to; else 68 if the extraction is not complete; else 0.
 */
export function exitCodeOf({ extract, models, tests, publish, failure }: Outcome): number {
  if (failure !== undefined) return failure.exitCode;
  if ((models?.failed.length ?? 0) + (tests?.failed.length ?? 0) > 0) return exitCodes.model;
  const unpublished = publish?.find(({ status }) => status === 'failed');
  if (unpublished !== undefined) return unpublished.exitCode ?? exitCodes.bug;
  if (extract !== undefined && extract.status !== 'complete') return exitCodes.partial;
  return 0;
}

/** Returns the status of a run, which its exit code follows from too. */
export function statusOf(outcome: Outcome): RunSummary['status'] {
  if (outcome.extract?.status === 'interrupted') return 'interrupted';
  const exitCode = exitCodeOf(outcome);
  if (exitCode === 0) return 'complete';
  return exitCode === exitCodes.partial ? 'partial' : 'failed';
}
