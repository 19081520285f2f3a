import { saveLedgerEntries, type UnitStatus } from '../../../../src/warehouse/state/ledger.js';
import type { Workbench } from './workbench.js';

/** A window in the ledger. Times are ISO 8601 without the year 2024 and the seconds: `06-10T15:00`. */
export interface LedgerLine {
  readonly of: string;
  readonly resource: string;
  readonly from: string;
  readonly to: string;
  /** Toast's time when it was read; that of the latest extraction if left out. */
  readonly at?: string;
  readonly status?: UnitStatus;
}

/** The time of the latest extraction, if a line does not say another one. */
export const lastRun = '06-10T15:00';

/** Enters windows in the ledger, as extractions do that run at their times. */
export async function enter(workbench: Workbench, lines: readonly LedgerLine[]): Promise<void> {
  const entries = lines.map(({ of, resource, from, to, at = lastRun, status = 'done' }) => ({
    ...{ restaurantId: of, resource, status, runId: at },
    ...{ rowsRead: 0, rowsNew: 0, rowsUpdated: 0, requests: 1 },
    ...{ start: instant(from), end: instant(to) },
    ...{ asOf: instant(at), startedAt: instant(at), finishedAt: instant(at) },
    error: status === 'done' ? undefined : 'no answer',
  }));
  await workbench.warehouse.with((connection) => saveLedgerEntries(connection, entries));
}

/** Enters that everything of a restaurant was read, from June 1 on unless another time is given. */
export async function enterAll(
  workbench: Workbench,
  of: string,
  { from = '06-01T00:00', at = lastRun, leaveOut = '' } = {},
): Promise<void> {
  const to: Readonly<Record<string, string>> = {
    ...{ orders: at, time_entries: at, shifts: '07-10T15:00' },
    ...{ cash_entries: nextDay(at), cash_deposits: nextDay(at) },
  };
  const lines = Object.entries(to)
    .filter(([resource]) => resource !== leaveOut)
    .map(([resource, end]) => ({ of, resource, from, to: end, at }));
  await enter(workbench, lines);
}

function instant(text: string): number {
  return Date.parse(`${text.length > 11 ? '' : '2024-'}${text}:00Z`);
}

function nextDay(time: string): string {
  const midnight = instant(`${time.slice(0, 5)}T00:00`);
  return new Date(midnight + 24 * 60 * 60_000).toISOString().slice(5, 16);
}
