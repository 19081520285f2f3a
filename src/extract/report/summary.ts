import { wholeAccount, type LedgerEntry } from '../../warehouse/state/ledger.js';
import type { MissingScope } from '../discover/filter-by-scope.js';
import type { MissingRestaurant } from './missing.js';
import type { Rejected } from './rejected.js';

/** Counts what a run did for one resource. */
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

/** Describes a unit that was skipped or failed. */
export interface Problem {
  status: 'skipped' | 'failed';
  resource: string;
  restaurantId: string;
  /** Name of the restaurant; empty if it is not known. */
  restaurant: string;
  /** ISO 8601 in UTC; null for a resource read in full. */
  windowStart: string | null;
  windowEnd: string | null;
  error: string;
}

/** Names an optional resource that Toast does not have for some restaurants. */
export interface NotFound {
  resource: string;
  restaurantIds: string[];
}

export interface ExtractSummary {
  runId: string;
  status: 'complete' | 'partial' | 'interrupted';
  resources: ResourceSummary[];
  problems: Problem[];
  /** Entities of the windows read that could not be loaded. */
  rejected: Rejected[];
  /** Optional resources that Toast answered with 404. */
  notFound: NotFound[];
  /** Resources that were not read because the credentials are missing a scope. */
  missingScopes: readonly MissingScope[];
  /** Restaurants that Toast no longer lists: those that this run marked as removed, and those it kept. */
  missingRestaurants: MissingRestaurant[];
  /** Number of units that were planned but not finished because of an interruption. */
  unitsLeft: number;
  requests: number;
  logins: number;
  seconds: number;
}

/** Sums up the ledger entries of a run by resource, in the order in which resources first appear. */
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

/* The list of restaurants has one entry, whose rows are the restaurants. */
function restaurantsOf(entries: readonly LedgerEntry[]): number {
  const [first] = entries;
  if (first?.restaurantId === wholeAccount) return first.rowsRead;
  return new Set(entries.map(({ restaurantId }) => restaurantId)).size;
}

/** Lists the optional resources whose units ended with an empty list in place of a 404. */
export function notFound(entries: readonly LedgerEntry[]): NotFound[] {
  const empty = entries.filter(({ status, error }) => status === 'done' && error !== undefined);
  return [...new Set(empty.map(({ resource }) => resource))].map((resource) => ({
    resource,
    restaurantIds: empty
      .filter((entry) => entry.resource === resource)
      .map(({ restaurantId }) => restaurantId),
  }));
}

/** Lists the units that were skipped or failed. */
export function problems(
  entries: readonly LedgerEntry[],
  names: ReadonlyMap<string, string>,
): Problem[] {
  return entries.flatMap((entry) =>
    entry.status === 'done'
      ? []
      : [
          {
            status: entry.status,
            resource: entry.resource,
            restaurantId: entry.restaurantId,
            restaurant: names.get(entry.restaurantId) ?? '',
            windowStart: entry.end === 0 ? null : new Date(entry.start).toISOString(),
            windowEnd: entry.end === 0 ? null : new Date(entry.end).toISOString(),
            error: entry.error ?? '',
          },
        ],
  );
}
