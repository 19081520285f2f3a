import type { ToastError } from '../../errors.js';
import type { Materialization } from '../project/model.js';
import { doneLine, dotted } from './event-line.js';

export interface ModelRunResult {
  readonly model: string;
  readonly materialization: Materialization;
  readonly schema: string;
  /** Schema and name in the database: `toast.orders`. */
  readonly relation: string;
  /** `unchanged` was not built because neither its definition nor its data has changed. */
  readonly status: 'success' | 'unchanged' | 'error' | 'skipped';
  /**
   * Rows of a table, or rows added to an incremental one, by all batches; null for views and models not
   * built.
   */
  readonly rows: number | null;
  readonly seconds: number;
  readonly error?: ToastError;
}

/**
 * Reports the progress of a run; `index` counts from 1 in the order of starting. A model that is fed in
 * batches starts and finishes once per batch, each time with the same index and, from the second on, with the number of
 * its batch.
 */
export type RunEvent =
  | {
      readonly type: 'start';
      readonly index: number;
      readonly total: number;
      readonly batch?: number;
      readonly materialization: Materialization;
      readonly relation: string;
    }
  | {
      readonly type: 'finish';
      readonly index: number;
      readonly total: number;
      readonly batch?: number;
      readonly result: ModelRunResult;
    }
  | {
      readonly type: 'done';
      readonly results: readonly ModelRunResult[];
      readonly seconds: number;
    };

/** Formats an event as a line of text, as dbt does. */
export function formatRunEvent(event: RunEvent): string {
  if (event.type === 'done') {
    return doneLine(event.results, {
      success: 'OK',
      unchanged: 'UNCHANGED',
      error: 'ERROR',
      skipped: 'SKIP',
    });
  }
  const position = `${event.index} of ${event.total}`;
  const named = (relation: string) => {
    return event.batch === undefined ? relation : `${relation} (batch ${event.batch})`;
  };
  if (event.type === 'start') {
    const { materialization } = event;
    return dotted(`${position} START ${materialization} model ${named(event.relation)}`, 'RUN');
  }
  const { materialization, status, rows, seconds } = event.result;
  const relation = named(event.result.relation);
  const duration = `in ${seconds.toFixed(2)}s`;
  switch (status) {
    case 'unchanged':
      return dotted(`${position} UNCHANGED ${relation}`, 'OK');
    case 'skipped':
      return dotted(`${position} SKIP relation ${relation}`, 'SKIP');
    case 'error':
      return dotted(
        `${position} ERROR creating ${materialization} model ${relation}`,
        `ERROR ${duration}`,
      );
    case 'success':
      return dotted(
        `${position} OK created ${materialization} model ${relation}`,
        `${rows === null ? 'OK' : rowCount(rows)} ${duration}`,
      );
  }
}

function rowCount(rows: number): string {
  return `${rows.toLocaleString('en-US')} ${rows === 1 ? 'row' : 'rows'}`;
}
