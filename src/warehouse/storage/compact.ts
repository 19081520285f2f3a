import type { Connection, Row } from '../engine/connection.js';
import { groupsToMove, isHollow, rowsPerGroup, sum, type RowGroup } from './row-groups.js';
import { identifier, literal } from '../engine/sql.js';

interface Table {
  readonly schema: string;
  readonly name: string;
}

/**
 * Gives back what tables take beyond the need of their rows: moves the rows of groups that hold little
 * (row-groups.ts) to the end. A group without rows is dropped at the next checkpoint; the engine's own
 * way of giving space back is switched off (warehouse.ts). The tables hold what they held, in another
 * order. Those with an index are left, since the engine keeps their empty groups.
 *
 * Much is moved a table at a time, with a checkpoint between, so that what one gives back serves the
 * next and the file hardly grows. Nothing else may be running.
 */
export async function compact(
  connection: Connection,
  tables: readonly Table[],
  kind: keyof typeof rowsPerGroup,
): Promise<void> {
  const full = rowsPerGroup[kind];
  const little: Move[] = [];
  for (const { table, kept, groups } of await readGroups(connection, tables)) {
    const written = sum(groups, 'written');
    const known = isHollow({ written, kept }, full)
      ? await countKept(connection, table, groups)
      : groups;
    const move = { table, groups: groupsToMove(known, full) };
    if (sum(move.groups, 'kept') <= full) {
      little.push(move);
    } else {
      await run(connection, [move]);
      await connection.run('checkpoint');
    }
  }
  await run(connection, little);
}

interface Move {
  readonly table: string;
  readonly groups: readonly RowGroup[];
}

async function run(connection: Connection, moves: readonly Move[]): Promise<void> {
  const due = moves.filter(({ groups }) => groups.length > 0);
  if (due.length === 0) return;
  await connection.transaction(async () => {
    for (const { table, groups } of due) {
      const rows = groups.map(numbersOf).join(' or ');
      await connection.run(`insert into ${table} from ${table} where ${rows}`);
      await connection.run(`delete from ${table} where ${rows}`);
    }
  });
}

/* What the same transaction has inserted has numbers beyond all others. */
function numbersOf({ first, written }: RowGroup): string {
  return `(rowid between ${first} and ${first + written - 1})`;
}

interface Grouped {
  readonly table: string;
  readonly kept: number;
  /** In their order, as if no row of them were deleted. */
  readonly groups: RowGroup[];
}

/* The validity of the first column has a segment for the rows of every group, whatever its type. */
async function readGroups(connection: Connection, tables: readonly Table[]): Promise<Grouped[]> {
  const indexed = await indexedTables(connection);
  const names = tables.map(quoted).filter((table) => !indexed.has(table));
  if (names.length === 0) return [];
  const queries = names.map(
    (table, place) => `
    select ${place} as place, row_group_id as id, sum(count)::double as written,
      (select count(*)::double from ${table}) as kept
    from pragma_storage_info(${literal(table)})
    where column_id = 0 and column_path = '[0, 0]'
    group by row_group_id`,
  );
  const rows = await connection.all<{ place: number; written: number; kept: number }>(
    `${queries.join('\nunion all')} order by place, id`,
  );
  const grouped = names.map((table) => ({ table, kept: 0, groups: [] as RowGroup[] }));
  for (const { place, written, kept } of rows) {
    const of = grouped[place];
    if (of === undefined) continue;
    const first = sum(of.groups, 'written');
    of.kept = kept;
    of.groups.push({ first, written, kept: written });
  }
  return grouped;
}

async function indexedTables(connection: Connection): Promise<Set<string>> {
  const rows = await connection.all<Row & Table>(
    `select schema_name as schema, table_name as name from duckdb_tables()
    where database_name = current_database() and index_count > 0`,
  );
  return new Set(rows.map(quoted));
}

function quoted({ schema, name }: Table): string {
  return `${identifier(schema)}.${identifier(name)}`;
}

async function countKept(
  connection: Connection,
  table: string,
  groups: readonly RowGroup[],
): Promise<RowGroup[]> {
  const rows = await connection.all<{ first: number; kept: number }>(
    `select groups.first, count(*)::double as kept
    from ${table} as target
    asof join (select unnest([${groups.map(({ first }) => first).join(', ')}]) as first) as groups
      on target.rowid >= groups.first
    group by groups.first`,
  );
  const kept = new Map(rows.map((row) => [Number(row.first), row.kept]));
  return groups.map((group) => ({ ...group, kept: kept.get(group.first) ?? 0 }));
}
