import type { ToastError } from '../../errors.js';
import type { Row } from '../../warehouse/engine/connection.js';

export interface DataTestResult {
  readonly test: string;
  /** Name of the tested model; undefined when a source is tested. */
  readonly model: string | undefined;
  /** Where the test is asked for: `models/core/orders.yml:12`. */
  readonly place: string;
  /** `error` when the test could not be run, `skip` when it is of a table that ended with its run. */
  readonly status: 'pass' | 'fail' | 'warn' | 'skip' | 'error';
  /** Number of rows that fail. */
  readonly failures: number;
  /** Up to five of them, by the columns that tell which they are. */
  readonly examples: readonly Row[];
  readonly seconds: number;
  /** The query of the failing rows; undefined when the test does not compile. */
  readonly sql: string | undefined;
  readonly error?: ToastError;
}

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
