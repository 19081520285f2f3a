import type { ToastError } from '../../errors.js';
import type { Row } from '../../warehouse/engine/connection.js';
import { doneLine, dotted } from './event-line.js';

export interface DataTestResult {
  readonly test: string;
  /** Name of the tested model; undefined when a source is tested. */
  readonly model: string | undefined;
  /** Where the test is defined: `models/core/orders.yml:12`. */
  readonly place: string;
  /**
   * `unchanged`: passed earlier on the same rows, and was not run; `error`: could not be run; `skip`: the
   * table existed only during a run.
   */
  readonly status: 'pass' | 'unchanged' | 'fail' | 'warn' | 'skip' | 'error';
  /** Number of failing rows. */
  readonly failures: number;
  /** Up to five failing rows, with only the columns that identify them. */
  readonly examples: readonly Row[];
  readonly seconds: number;
  /** The query of the failing rows; undefined when the test was not run or does not compile. */
  readonly sql: string | undefined;
  readonly error?: ToastError;
}

/** Reports the progress of a run of data tests; `index` counts from 1 in the order of starting. */
export type TestEvent =
  | {
      readonly type: 'start';
      readonly index: number;
      readonly total: number;
      readonly test: string;
    }
  | {
      readonly type: 'finish';
      readonly index: number;
      readonly total: number;
      readonly result: DataTestResult;
    }
  | {
      readonly type: 'done';
      readonly results: readonly DataTestResult[];
      readonly seconds: number;
    };

/** Formats an event as a line of text, as dbt does: `1 of 9 PASS unique_a_id ... [PASS in 0.01s]`. */
export function formatTestEvent(event: TestEvent): string {
  if (event.type === 'done') {
    return doneLine(event.results, {
      pass: 'PASS',
      unchanged: 'UNCHANGED',
      warn: 'WARN',
      fail: 'FAIL',
      skip: 'SKIP',
      error: 'ERROR',
    });
  }
  const position = `${event.index} of ${event.total}`;
  if (event.type === 'start') return dotted(`${position} START test ${event.test}`, 'RUN');
  const { status, test, failures, seconds } = event.result;
  const label = status.toUpperCase();
  const outcome = status === 'fail' || status === 'warn' ? `${label} ${failures}` : label;
  return dotted(`${position} ${label} ${test}`, `${outcome} in ${seconds.toFixed(2)}s`);
}
