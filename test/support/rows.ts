import type { Connection } from '../../src/warehouse/engine/connection.js';
import { withEngineThreads } from '../../src/warehouse/engine/engine-threads.js';
import type { Warehouse } from '../../src/warehouse/warehouse.js';

/** Digests by table: the same rows in any order, each as often, have the same digest. */
export type Digests = Record<string, string>;

/* These tell what each extraction has read, and when. */
const ofExtractions = /\.(int_read_ranges|int_completeness|int_complete_days|completeness)$/;
/* These tell what earlier runs have published. */
const ofRuns = /\.(int_published_days|restatements)$/;

const modelled = ['toast', 'toast_history', 'toast_intermediate', 'toast_marts'];

/**
 * Reads every row of modelled tables, of all unless some are given, as the text of a JSON object, sorted,
 * without when it was loaded. The engine writes the text: as values, the rows of a small world take several
 * seconds to read and compare.
 */
export async function modelledRows(
  warehouse: Warehouse,
  tables?: readonly string[],
): Promise<Record<string, string[]>> {
  return warehouse.with(async (connection) => {
    const found: Record<string, string[]> = {};
    for (const name of tables ?? (await tablesOf(connection, modelled))) {
      const rows = await connection.all<{ text: string }>(
        `with chosen as (select ${exceptTimes} from ${name})
        select to_json(chosen)::varchar as text from chosen order by all`,
      );
      found[name] = rows.map(({ text }) => text);
    }
    return found;
  });
}

/** Reads what `modelledRows` reads as digests, which takes half of the time. */
export function allModelledDigests(warehouse: Warehouse): Promise<Digests> {
  return digests(warehouse, modelled, exceptTimes);
}

/** Tells of a table, as `schema.name`, whether only what happened before says what is in it. */
export function isHistory(table: string): boolean {
  return table.startsWith('toast_history.') || ofRuns.test(table);
}

/** Reads the tables that are the same in every database of a world as digests: all but the history. */
export async function modelledDigests(warehouse: Warehouse): Promise<Digests> {
  const all = await digests(warehouse, ['toast', 'toast_marts'], exceptTimes);
  return Object.fromEntries(Object.entries(all).filter(([table]) => !isHistory(table)));
}

/** Reads what was loaded, without when and by which run. */
export async function rawDigests(warehouse: Warehouse): Promise<Digests> {
  /* All raw tables have the same columns, so those without rows need no look of their own: most of them. */
  const empty = await warehouse.with(emptyTables);
  const found = await digests(warehouse, ['raw_toast'], loaded, empty);
  for (const name of empty) if (name.startsWith('raw_toast.')) found[name] = noRows;
  /* The rows of a table can also have been deleted. */
  for (const name of Object.keys(found)) if (found[name]?.startsWith(noRows)) found[name] = noRows;
  return found;
}

/** Reads what `rawDigests` reads by restaurant: `raw_toast.orders <GUID>`. */
export async function rawDigestsByRestaurant(warehouse: Warehouse): Promise<Digests> {
  return warehouse.with(async (connection) => {
    const found: Digests = {};
    const empty = await emptyTables(connection);
    for (const name of await tablesOf(connection, ['raw_toast'])) {
      if (empty.has(name)) continue;
      const rows = await connection.all(
        `with chosen as (select ${loaded} from ${name})
        select restaurant_id, ${digest} as digest from chosen group by all`,
      );
      for (const row of rows) found[`${name} ${row.restaurant_id}`] = String(row.digest);
    }
    return found;
  });
}

const noRows = '0 rows';
const loaded = 'restaurant_id, id, payload, modified_at, removed_at is null as is_listed';
/* Names and types of the columns are part of it. */
const digest =
  "format('{} rows, {}, {}', count(*), sum(hash(chosen)), hash(typeof(any_value(chosen))))";
const exceptTimes = "columns(c -> c not in ('_synced_at', 'last_extracted_at'))";

async function digests(
  warehouse: Warehouse,
  schemas: readonly string[],
  columns: string,
  left: ReadonlySet<string> = new Set(),
): Promise<Digests> {
  return warehouse.with(async (connection) => {
    const found: Digests = {};
    /* A second thread costs a third more than it saves on tables of this size. */
    await withEngineThreads(connection, { bytes: 0, statements: 1 }, async () => {
      for (const name of await tablesOf(connection, schemas)) {
        if (left.has(name)) continue;
        const [row] = await connection.all(
          `with chosen as (select ${columns} from ${name})
          select ${digest} as digest from chosen`,
        );
        found[name] = String(row?.digest);
      }
    });
    return found;
  });
}

/* Names tables that the engine stores no rows of: it counts those that were deleted until a checkpoint. */
async function emptyTables(connection: Connection): Promise<Set<string>> {
  const tables = await connection.all<{ name: string }>(
    `select schema_name || '.' || table_name as name from duckdb_tables()
    where database_name = current_database() and estimated_size = 0`,
  );
  return new Set(tables.map(({ name }) => name));
}

async function tablesOf(connection: Connection, schemas: readonly string[]): Promise<string[]> {
  const tables = await connection.all<{ name: string }>(
    `select table_schema || '.' || table_name as name from information_schema.tables
    where table_schema in (${schemas.map((schema) => `'${schema}'`).join(', ')}) order by all`,
  );
  return tables.map(({ name }) => name).filter((name) => !ofExtractions.test(name));
}
