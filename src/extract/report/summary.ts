import type { Unreadable } from '../discover/filter-by-scope.js';
import { wholeAccount, type LedgerEntry } from '../../warehouse/state/ledger.js';

/** What a run did for one resource. */
export interface ResourceSummary {
  resource: string;
  restaurants: number;
  windowsDone: number;
  windowsSkipped: number;
  windowsFailed: number;
  rowsRead: number;
  rowsNew: number;
  rowsUpdated: number;
  requests: number;
  /** Between the start of its first window and the end of its last. */
  seconds: number;
}

/** A unit that was skipped or failed, for people to read. */
export interface Problem {
  status: 'skipped' | 'failed';
  resource: string;
  restaurantId: string;
  /** ISO 8601 in UTC; null for what is read in full. */
  windowStart: string | null;
  windowEnd: string | null;
  error: string;
}

export interface ExtractSummary {
  runId: string;
  status: 'complete' | 'partial' | 'interrupted';
  resources: ResourceSummary[];
  problems: Problem[];
  /** Resources that were not asked for, since the credentials lack the scope. */
  unreadable: readonly Unreadable[];
  /** Units that were planned and not begun or not finished, because of an interruption. */
  unitsLeft: number;
  requests: number;
  logins: number;
  seconds: number;
}

/** Adds the entries of a run up by resource, in the order in which resources first appear. */
export function summarize(entries: readonly LedgerEntry[]): ResourceSummary[] {
  const names = new Set(entries.map(({ resource }) => resource));
  return [...names].map((resource) => {
    const own = entries.filter((entry) => entry.resource === resource);
    const total = (count: (entry: LedgerEntry) => number) =>
      own.reduce((sum, entry) => sum + count(entry), 0);
    const windows = (status: LedgerEntry['status']) =>
      total((entry) => (entry.status === status ? 1 : 0));
    const startedAt = Math.min(...own.map((entry) => entry.startedAt));
    const finishedAt = Math.max(...own.map((entry) => entry.finishedAt));
    return {
      resource,
      restaurants: restaurantsOf(own),
      windowsDone: windows('done'),
      windowsSkipped: windows('skipped'),
      windowsFailed: windows('failed'),
      rowsRead: total(({ rowsRead }) => rowsRead),
      rowsNew: total(({ rowsNew }) => rowsNew),
      rowsUpdated: total(({ rowsUpdated }) => rowsUpdated),
      requests: total(({ requests }) => requests),
      seconds: (finishedAt - startedAt) / 1000,
    };
  });
}

/* What concerns the whole account has one entry, whose rows are its restaurants. */
function restaurantsOf(entries: readonly LedgerEntry[]): number {
  const [first] = entries;
  if (first?.restaurantId === wholeAccount) return first.rowsRead;
  return new Set(entries.map(({ restaurantId }) => restaurantId)).size;
}

/** The units that were not read, as a list for people. */
export function problems(entries: readonly LedgerEntry[]): Problem[] {
  return entries.flatMap((entry) =>
    entry.status === 'done'
      ? []
      : [
          {
            status: entry.status,
            resource: entry.resource,
            restaurantId: entry.restaurantId,
            windowStart: entry.end === 0 ? null : new Date(entry.start).toISOString(),
            windowEnd: entry.end === 0 ? null : new Date(entry.end).toISOString(),
            error: entry.error ?? '',
          },
        ],
  );
}
