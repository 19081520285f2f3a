import { literal, literals } from '../../warehouse/engine/sql.js';
import { changedDays, type TableChange } from './changes.js';
import { stateTable, type Lake } from './lake.js';
import { localDays } from './local-state.js';

/** Records what was published of the changed tables, in the transaction that publishes it. */
export async function recordPublished(
  lake: Lake,
  sourceId: string,
  changes: readonly TableChange[],
  now: number,
): Promise<void> {
  const { connection } = lake;
  if (changes.length === 0) return;
  const source = literal(sourceId);
  await forgetTables(
    lake,
    sourceId,
    changes.map(({ table }) => table.label),
  );
  const rows = changes.map(({ table, local, definition, stamp }) => {
    const texts = [table.label, definition].map(literal).join(', ');
    const known = stamp === undefined ? 'null' : literal(stamp);
    return `(${source}, ${texts}, ${known}, ${local.rows}, ${literal(local.hash)}, make_timestamptz(${now}::bigint * 1000))`;
  });
  await connection.run(
    `insert into ${stateTable(lake, 'published_table')}
      (source_id, label, definition, stamp, "rows", hash, published_at)
    values ${rows.join(', ')}`,
  );
  await recordDays(lake, sourceId, changes);
}

/** Forgets what was published of tables, except their days. */
export async function forgetTables(
  lake: Lake,
  sourceId: string,
  labels: readonly string[],
): Promise<void> {
  const { connection } = lake;
  await connection.run(
    `delete from ${stateTable(lake, 'published_table')} where source_id = ${literal(sourceId)}
      and label in (select unnest(${literals(labels)}::varchar[]))`,
  );
}

/** Forgets what was published of all days of tables. */
export async function forgetDays(
  lake: Lake,
  sourceId: string,
  labels: readonly string[],
): Promise<void> {
  const { connection } = lake;
  if (labels.length === 0) return;
  await connection.run(
    `delete from ${stateTable(lake, 'published_day')} where source_id = ${literal(sourceId)}
      and label in (select unnest(${literals(labels)}::varchar[]))`,
  );
}

async function recordDays(
  lake: Lake,
  sourceId: string,
  changes: readonly TableChange[],
): Promise<void> {
  const { connection } = lake;
  const source = literal(sourceId);
  const replaced = changes
    .filter(({ table, replace }) => table.shape === 'day' && replace === 'all')
    .map(({ table }) => table.label);
  const [changed] = await connection.all<{
    first: string | null;
    last: string | null;
    count: number;
  }>(
    `select min(business_date)::varchar as first, max(business_date)::varchar as last,
      count(*) as count
    from ${changedDays}`,
  );
  const { first = null, last = null, count = 0 } = changed ?? {};
  const isChanged = (name: string) => `exists (
    from ${changedDays} as changed
    where changed.label = ${name}.label
      and changed.restaurant_id is not distinct from ${name}.restaurant_id
      and changed.business_date is not distinct from ${name}.business_date
  )`;
  await forgetDays(lake, sourceId, replaced);
  if (count > 0) {
    /* The constants let the engine read only files that have these dates. */
    const dates =
      first === null
        ? 'business_date is null'
        : `(business_date between date '${first}' and date '${last}' or business_date is null)`;
    await connection.run(
      `delete from ${stateTable(lake, 'published_day')} as known
      where source_id = ${source} and ${dates} and ${isChanged('known')}`,
    );
  }
  await connection.run(
    `insert into ${stateTable(lake, 'published_day')}
      (source_id, label, restaurant_id, business_date, "rows", hash)
    select ${source}, label, restaurant_id, business_date, "rows", hash
    from ${localDays} as here
    where label in (select unnest(${literals(replaced)}::varchar[])) or ${isChanged('here')}`,
  );
}
