import { exitCodes } from '../../errors.js';
import type { TargetOutcome } from './publish-targets.js';

/** Describes what came of publishing to one target. */
export interface PublishSummary {
  /** Name of the target. */
  readonly target: string;
  /** `planned` with `--dry-run`; `skipped` when tests or models failed before. */
  readonly status: 'published' | 'unchanged' | 'planned' | 'skipped' | 'failed';
  readonly tables: number;
  readonly rows: number;
  readonly written: number;
  readonly deleted: number;
  readonly snapshot?: string | undefined;
  readonly verified?: boolean | undefined;
  /** Tables that the target does not get. */
  readonly leftOutTables: number;
  /** Columns that the target does not get, or that are null in it. */
  readonly leftOutColumns: number;
  readonly seconds: number;
  /** Why it was skipped or failed, and what to do. */
  readonly reason?: string | undefined;
  readonly suggestion?: string | undefined;
  /** Of one that failed. */
  readonly exitCode?: number | undefined;
}

const nothing = {
  ...{ tables: 0, rows: 0, written: 0, deleted: 0 },
  ...{ leftOutTables: 0, leftOutColumns: 0, seconds: 0 },
};

/** Sums up what came of a target. */
export function summarizePublish({ target, result, plan, error }: TargetOutcome): PublishSummary {
  const { name } = target;
  if (result === undefined || plan === undefined) {
    const { message: reason, suggestion, exitCode = exitCodes.bug } = error ?? {};
    return { ...nothing, target: name, status: 'failed', reason, suggestion, exitCode };
  }
  const { status, tables, snapshot, verified, seconds } = result;
  const total = (key: 'rows' | 'written' | 'deleted') =>
    tables.reduce((sum, table) => sum + table[key], 0);
  return {
    ...{ target: name, status, tables: tables.length },
    ...{ rows: total('rows'), written: total('written'), deleted: total('deleted') },
    ...{ snapshot, verified, seconds },
    leftOutTables: plan.leftOutTables.length,
    leftOutColumns: plan.leftOutColumns.length,
  };
}

/** Describes a target that was left as it was, with the reason. */
export function skippedPublish(target: string, reason: string): PublishSummary {
  return { ...nothing, target, status: 'skipped', reason };
}
