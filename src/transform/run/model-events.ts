import type { ToastError } from '../../errors.js';
import type { Materialization } from '../project/model.js';

export interface ModelRunResult {
  readonly model: string;
  readonly materialization: Materialization;
  readonly schema: string;
  /** Schema and name in the database: `toast.orders`. */
  readonly relation: string;
  /** `unchanged`: not built, because that would have given what is there. */
  readonly status: 'success' | 'unchanged' | 'error' | 'skipped';
  /** Rows of a table, or rows added to an incremental one; null for views and what was not built. */
  readonly rows: number | null;
  readonly seconds: number;
  readonly error?: ToastError;
}

/** What happens during a run; `index` counts from 1 in the order of starting. */
export type RunEvent =
  | {
      readonly type: 'start';
      readonly index: number;
      readonly total: number;
      readonly materialization: Materialization;
      readonly relation: string;
    }
  | {
      readonly type: 'finish';
      readonly index: number;
      readonly total: number;
      readonly result: ModelRunResult;
    }
  | {
      readonly type: 'done';
      readonly results: readonly ModelRunResult[];
      readonly seconds: number;
    };
