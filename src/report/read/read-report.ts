import { NothingToReportError, UsageError } from '../../errors.js';
import { chooseRestaurants } from '../../extract/discover/choose-restaurants.js';
import type { Connection } from '../../warehouse/engine/connection.js';
import type { ChartedParts, LocationNumbers, Report } from '../document/report.js';
import { ReportQueries } from './report-queries.js';

export interface ReportRequest {
  /** Without it, the latest date that is complete in all restaurants that are up to date. */
  readonly businessDate?: string | undefined;
  /** GUIDs or parts of names; without them, all that are active or sold something on the date. */
  readonly restaurants?: readonly string[] | undefined;
  readonly madeAt: Date;
}

/* Temporary tables, in the order in which they are created. */
const scope = ['sales', 'labor', 'restaurants', 'days'];
const furtherScope = ['server-rates', 'exceptions', 'chase', 'stockouts'];

/**
 * Reads the report of a business date from the marts. The connection may be read-only. `onCharted` is called with
 * what charts show, while the rest is still to be read.
 * @throws UsageError when no restaurant matches or there is no data of the date; NothingToReportError when no
 *   date is complete; DatabaseError when a mart is missing.
 */
export async function readReport(
  connection: Connection,
  { businessDate, restaurants: only, madeAt }: ReportRequest,
  onCharted?: (parts: ChartedParts) => void,
): Promise<Report> {
  const restaurants = await chosenRestaurants(connection, only);
  const date = businessDate ?? (await latestDate(connection, restaurants));
  const queries = new ReportQueries(connection, { date, restaurants });
  try {
    for (const name of scope) await queries.createScope(name);
    await assertData(queries, date);
    const charted: ChartedParts = {
      ...{ businessDate: date, madeAt: madeAt.toISOString() },
      restaurants: await queries.rows('restaurants'),
      locations: locationsOf(await queries.rows<LocationRow>('locations')),
      trend: await queries.rows('trend'),
      hours: await queries.rows('hours'),
    };
    onCharted?.(charted);
    for (const name of furtherScope) await queries.createScope(name);
    return { ...charted, ...(await readOtherParts(queries)) };
  } finally {
    await queries.dropScope();
  }
}

/* Returns the GUIDs as one text, or null for all. */
async function chosenRestaurants(
  connection: Connection,
  only: readonly string[] | undefined,
): Promise<string | null> {
  if (only === undefined) return null;
  const queries = new ReportQueries(connection, {});
  const known = await queries.rows<{ restaurantId: string; restaurantName: string | null }>(
    'known-restaurants',
  );
  const restaurantIds = known.map(({ restaurantId }) => restaurantId);
  const names = new Map(
    known.map(({ restaurantId, restaurantName }) => [restaurantId, restaurantName ?? '']),
  );
  return chooseRestaurants({ restaurantIds, names }, only).join(',');
}

async function latestDate(connection: Connection, restaurants: string | null): Promise<string> {
  const queries = new ReportQueries(connection, { restaurants });
  const [latest] = await queries.rows<{ businessDate: string | null }>('business-date');
  if (latest?.businessDate) return latest.businessDate;
  throw new NothingToReportError(
    'No business date is complete yet, so there is nothing to report.',
    {
      suggestion:
        '`toast status` shows what is missing, and `toast run` reads it. To report a day that is not complete, name it with --date.',
    },
  );
}

async function assertData(queries: ReportQueries, date: string): Promise<void> {
  const [found] = await queries.rows<{ hasData: boolean }>('has-data');
  if (found?.hasData === true) return;
  const [range] = await queries.rows<{ firstDate: string; lastDate: string }>('data-range');
  throw new UsageError(`There is no data of the restaurants for ${date}.`, {
    suggestion: `Name a date from ${range?.firstDate} to ${range?.lastDate}.`,
  });
}

type Parts = Omit<Report, keyof ChartedParts>;
type LocationRow = LocationNumbers & {
  readonly restaurantId: string | null;
  readonly currency: string | null;
  readonly restaurants: number;
};
type ItemRow = Parts['items']['top'][number] & { readonly ranking: 'top' | 'bottom' | 'movers' };

async function readOtherParts(queries: ReportQueries): Promise<Parts> {
  const items = await queries.rows<ItemRow>('items');
  const [restated] = await queries.rows<Parts['restated']>('restated');
  return {
    mix: { channels: await queries.rows('channels'), tenders: await queries.rows('tenders') },
    items: {
      top: itemsOf(items, 'top'),
      bottom: itemsOf(items, 'bottom'),
      movers: itemsOf(items, 'movers'),
      stockouts: await queries.rows('stockouts'),
      stockoutCounts: await queries.rows('stockout-counts'),
    },
    exceptions: await queries.rows('exceptions'),
    exceptionTotals: await queries.rows('exception-totals'),
    serverRates: await queries.rows('server-rates'),
    chase: await queries.rows('chase'),
    chaseTotals: await queries.rows('chase-totals'),
    proof: await queries.rows('proof'),
    restated: restated ?? { since: null, count: 0, days: [] },
  };
}

function locationsOf(all: readonly LocationRow[]): Report['locations'] {
  const rows: Report['locations']['rows'][number][] = [];
  const totals: Report['locations']['totals'][number][] = [];
  for (const { restaurantId, currency, restaurants, ...numbers } of all) {
    if (restaurantId !== null) rows.push({ restaurantId, ...numbers });
    else totals.push({ currency: currency ?? '', restaurants, ...numbers });
  }
  return { rows, totals };
}

function itemsOf(rows: readonly ItemRow[], wanted: ItemRow['ranking']): Parts['items']['top'] {
  return rows.flatMap(({ ranking, ...item }) => (ranking === wanted ? [item] : []));
}
