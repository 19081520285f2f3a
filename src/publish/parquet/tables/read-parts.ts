import { dayFingerprints, publishedRows } from '../../source/fingerprint.js';
import type { Source } from '../../source/source.js';
import type { PublishedTable } from '../../plan/published-table.js';
import type { ManifestTable } from '../manifest/manifest.js';
import { digest, manifestColumns } from './portable-table.js';
import { isPartitioned, type Part } from './table-changes.js';

interface MonthOfRestaurant extends Record<string, string | number | null> {
  restaurant_id: string | null;
  business_date: string | null;
  rows: number;
  hash: string;
}

/**
 * Reads what a table consists of now: the files that it should have, with counts and hashes. Tables by day
 * with at least `fromRows` rows have one for each month.
 */
export async function readParts(
  source: Source,
  table: PublishedTable,
  previous: ManifestTable | undefined,
  fromRows: number,
): Promise<Part[]> {
  const definitions = manifestColumns(table).map(({ name, definition }) => [name, definition]);
  if (!table.isByDay) {
    const { rows, hash } = await source.fingerprint(table);
    return [{ rows, fingerprint: digest([definitions, rows, hash]) }];
  }
  const found = await source.connection.all<MonthOfRestaurant>(
    `${dayFingerprints(table, `(${publishedRows(table)})`, 'month')} order by all`,
  );
  const rows = found.reduce((sum, month) => sum + month.rows, 0);
  if (!isPartitioned(previous, rows, fromRows)) {
    return [{ rows, fingerprint: digest([definitions, ...found.map(Object.values)]) }];
  }
  const months = new Map<string | null, MonthOfRestaurant[]>();
  for (const each of found) {
    const month = each.business_date?.slice(0, 7) ?? null;
    months.set(month, [...(months.get(month) ?? []), each]);
  }
  return [...months].map(([month, restaurants]) => ({
    month,
    rows: restaurants.reduce((sum, each) => sum + each.rows, 0),
    fingerprint: digest([definitions, ...restaurants.map(Object.values)]),
  }));
}
