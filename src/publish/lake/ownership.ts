import { ConfigurationError } from '../../errors.js';
import { literal, literals } from '../../warehouse/engine/sql.js';
import { stateTable, type Lake } from './lake.js';

/** Identifies a local database in the lakes that it is published to. */
export interface SourceIdentity {
  /** Stays the same when the file is moved, copied or published from another machine. */
  readonly id: string;
  /** Where it is, for people: its path and the name of the machine. */
  readonly place: string;
}

/** Loads the restaurants that a source has in the lake. */
export async function loadOwned(lake: Lake, sourceId: string): Promise<string[]> {
  const { connection } = lake;
  const rows = await connection.all<{ restaurant_id: string }>(
    `select restaurant_id from ${stateTable(lake, 'restaurant')} where source_id = $source order by all`,
    { source: sourceId },
  );
  return rows.map(({ restaurant_id }) => restaurant_id);
}

/**
 * Checks that no other source publishes one of the restaurants.
 * @throws ConfigurationError that names one of them and who publishes it.
 */
export async function assertNotOwned(
  lake: Lake,
  { id }: SourceIdentity,
  restaurants: readonly string[],
): Promise<void> {
  const { connection, label } = lake;
  const taken = await connection.all<{
    restaurant_id: string;
    source_id: string;
    place: string | null;
    published_at: string | null;
  }>(
    `select restaurant_id, source_id, place, published_at
    from ${stateTable(lake, 'restaurant')} left join ${stateTable(lake, 'source')} using (source_id)
    where source_id <> $source and restaurant_id in (select unnest(${literals(restaurants)}::varchar[]))
    order by all`,
    { source: id },
  );
  const [first] = taken;
  if (first === undefined) return;
  const others = taken.length === 1 ? '' : `, and ${taken.length - 1} more,`;
  throw new ConfigurationError(
    `Restaurant ${first.restaurant_id}${others} in ${label} is published from another database: ${first.place ?? 'unknown'} (source ${first.source_id}, last on ${first.published_at ?? 'an unknown date'}).`,
    {
      suggestion: `Publish a restaurant from one database only. If this database replaces the other one, run: toast publish maintain TARGET --release ${first.source_id}`,
    },
  );
}

/** Records the source, and that the restaurants are its own. */
export async function recordSource(
  lake: Lake,
  { id, place }: SourceIdentity,
  { restaurants, now }: { restaurants: readonly string[]; now: number },
): Promise<void> {
  const { connection } = lake;
  const source = literal(id);
  await connection.run(
    `delete from ${stateTable(lake, 'source')} where source_id = ${source};
    insert into ${stateTable(lake, 'source')}
    values (${source}, ${literal(place)}, version(), make_timestamptz(${now}::bigint * 1000))`,
  );
  const list = literals(restaurants);
  await connection.run(
    `insert into ${stateTable(lake, 'restaurant')}
    select restaurant_id, ${source} from (select unnest(${list}::varchar[]) as restaurant_id)
    anti join ${stateTable(lake, 'restaurant')} using (restaurant_id)`,
  );
}

/** Tells if a source is known to the lake. */
export async function isKnown(lake: Lake, sourceId: string): Promise<boolean> {
  const { connection } = lake;
  const found = await connection.all(
    `select 1 as found from ${stateTable(lake, 'source')} where source_id = $source`,
    { source: sourceId },
  );
  return found.length > 0;
}

/**
 * Forgets what a source published, so that another one can publish its restaurants. Their rows stay until
 * then.
 */
export async function releaseSource(lake: Lake, sourceId: string): Promise<void> {
  const { connection } = lake;
  for (const name of ['source', 'restaurant', 'published_table', 'published_day']) {
    await connection.run(`delete from ${stateTable(lake, name)} where source_id = $source`, {
      source: sourceId,
    });
  }
  const copies = await connection.all<{ name: string }>(
    `select table_name as name from duckdb_columns()
    where database_name = ${literal(lake.database)} and schema_name = 'toast_publish'
      and column_name = 'source_id' and contains(table_name, '__')`,
  );
  for (const { name } of copies) {
    await connection.run(`delete from ${stateTable(lake, name)} where source_id = $source`, {
      source: sourceId,
    });
  }
}
