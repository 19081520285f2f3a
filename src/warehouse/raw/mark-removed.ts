import type { Connection, Row } from '../engine/connection.js';
import { literal, literals } from '../engine/sql.js';
import { keepVersions } from './history.js';
import type { DeletionScope, RestaurantPages } from './restaurant-pages.js';
import type { Write } from './write-entities.js';

/**
 * Marks the entities of a raw table as removed that lie in the deletion scope of their
 * restaurant's pages and are not in them. Pages without files mark nothing.
 * Returns the number of marked entities for each of `restaurants`.
 */
export async function markRemoved(
  connection: Connection,
  write: Write,
  restaurants: readonly RestaurantPages[],
): Promise<number[]> {
  const removed = restaurants.map(() => 0);
  for (const { range, sources } of byRange(restaurants)) {
    const ids = sources.map((source) => restaurants[source]?.restaurantId);
    const listed = sources.flatMap((source) => listedElsewhere(restaurants[source]));
    const rows = await mark(connection, write, { range, ids, listed });
    for (const source of sources) {
      const own = restaurants[source]?.restaurantId;
      removed[source] = rows.filter((row) => own === undefined || row.restaurant_id === own).length;
    }
  }
  return removed;
}

interface Group {
  readonly range: DeletionScope['range'];
  /** Indexes of restaurants. */
  readonly sources: number[];
}

/* Groups restaurants whose deletion scope has the same range: one statement serves each group. */
function byRange(restaurants: readonly RestaurantPages[]): Group[] {
  const groups = new Map<string, Group>();
  restaurants.forEach(({ files, deletionScope }, source) => {
    if (files.length === 0 || deletionScope === undefined) return;
    const { range } = deletionScope;
    const key = JSON.stringify(range ?? null);
    const group = groups.get(key) ?? { range, sources: [] };
    group.sources.push(source);
    groups.set(key, group);
  });
  return [...groups.values()];
}

/* Returns the keys of entities that are not removed although they are not in the pages. */
function listedElsewhere(pages: RestaurantPages | undefined): string[] {
  const { restaurantId, deletionScope } = pages ?? {};
  return deletionScope?.except?.map((id) => `${restaurantId ?? id} ${id}`) ?? [];
}

interface Scope {
  readonly range: DeletionScope['range'];
  /** Restaurants; `undefined` stands for all of them. */
  readonly ids: readonly (string | undefined)[];
  /** Keys of entities that stay, as `listedElsewhere` returns them. */
  readonly listed: readonly string[];
}

async function mark(
  connection: Connection,
  write: Write,
  { range, ids, listed }: Scope,
): Promise<Row[]> {
  const instant = (path: string) =>
    `try_cast(json_extract_string(payload, ${literal(path)}) as timestamptz)`;
  const named = ids.filter((id) => id !== undefined);
  const conditions = [
    'removed_at is null',
    ...(named.length === 0 ? [] : [`list_contains(${literals(named)}, restaurant_id)`]),
    ...(listed.length === 0
      ? []
      : [`not list_contains(${literals(listed)}, restaurant_id || ' ' || id)`]),
    ...(range === undefined
      ? []
      : [
          `${instant(range.startPath)} >= make_timestamptz($start::bigint * 1000)`,
          `${instant(range.endPath)} < make_timestamptz($end::bigint * 1000)`,
        ]),
  ];
  const select = `
    select restaurant_id, rowid as target_row
    from ${write.target} as target
    where ${conditions.join(' and ')}
      and not exists (
        from ${write.keys} as keys
        where keys.restaurant_id = target.restaurant_id and keys.id = target.id
      )`;
  const instants = range && { start: range.start, end: range.end };
  const missing = await connection.all(select, instants);
  if (missing.length === 0) return missing;
  await connection.run(`create or replace temp table missing as ${select}`, instants);
  await keepVersions(connection, write, 'missing', write);
  const { clock, runId } = write;
  await connection.run(
    `update ${write.target} as target
    set
      removed_at = make_timestamptz($clock::bigint),
      extracted_at = make_timestamptz($clock::bigint),
      run_id = $run
    from missing
    where missing.target_row = target.rowid`,
    { clock, run: runId },
  );
  await connection.run('drop table missing');
  return missing;
}
