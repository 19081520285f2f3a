import { identifier, literal } from '../../../warehouse/engine/sql.js';
import { publishedRows } from '../../source/fingerprint.js';
import { changedDays } from '../changes.js';
import { inLake, type Lake } from '../lake.js';
import type { LakeTable } from '../shape.js';

export interface RowCounts {
  readonly written: number;
  readonly deleted: number;
}

/**
 * Returns a condition for the rows of a table in the lake that belong to a source with these restaurants.
 * Rows without a restaurant belong to whoever publishes.
 */
export function rowsOf(restaurants: readonly string[]): string {
  if (restaurants.length === 0) return 'restaurant_id is null';
  return `(restaurant_id in (${restaurants.map(literal).join(', ')}) or restaurant_id is null)`;
}

/** Replaces all rows that match `ownRows` with the local ones; undefined if there are none. */
export async function replaceAll(
  lake: Lake,
  table: LakeTable,
  ownRows: string | undefined,
): Promise<RowCounts> {
  const { connection } = lake;
  const deleted =
    ownRows === undefined
      ? 0
      : await connection.run(`delete from ${inLake(lake, table)} where ${ownRows}`);
  const written = await insert(lake, table, '');
  return { written, deleted };
}

/** Replaces the rows of the days in `changedDays`. */
export async function replaceDays(lake: Lake, table: LakeTable): Promise<RowCounts> {
  const { connection } = lake;
  const label = literal(table.label);
  const [found] = await connection.all<{ first: string | null; last: string | null; gaps: number }>(
    `select min(business_date)::varchar as first, max(business_date)::varchar as last,
      count(*) filter (business_date is null) as gaps
    from ${changedDays} where label = ${label}`,
  );
  const { first = null, last = null, gaps = 0 } = found ?? {};
  let [written, deleted] = [0, 0];
  const parts = [
    /* The constants let the engine read only files that have these dates. */
    ...(first === null ? [] : [`business_date between date '${first}' and date '${last}'`]),
    ...(gaps === 0 ? [] : ['business_date is null']),
  ];
  for (const part of parts) {
    const match = `${part} and exists (
      from ${changedDays} as changed
      where changed.label = ${label}
        and changed.restaurant_id is not distinct from target.restaurant_id
        and changed.business_date is not distinct from target.business_date
    )`;
    deleted += await connection.run(`delete from ${inLake(lake, table)} as target where ${match}`);
    written += await insert(lake, table, ` where ${match}`);
  }
  return { written, deleted };
}

async function insert(lake: Lake, table: LakeTable, where: string): Promise<number> {
  const { connection } = lake;
  const columns = table.columns.map(({ name }) => identifier(name)).join(', ');
  return connection.run(
    `insert into ${inLake(lake, table)} (${columns})
    select ${columns} from (${publishedRows(table)}) as target${where}`,
  );
}
