import type { Area, Column } from './schema.js';
import { typeName } from './type-name.js';

/**
 * Renders the list of tables in docs/from-fivetran.md: how each column of the reference schema maps to
 * ours. `csv` has the columns table, column, type, key and twin.
 */
export function renderReference(csv: string, areas: readonly Area[]): string {
  const rows = csv.trim().split(/\r?\n/).slice(1).map(toRow);
  const tables = new Map(areas.flatMap((area) => area.tables).map((table) => [table.name, table]));
  const names = [...new Set(rows.map(({ table }) => table))].toSorted();
  const describe = (name: string) => {
    const columns = tables.get(name)?.columns ?? [];
    const wanted = rows.filter(({ table }) => table === name);
    const kept = wanted.filter(({ twin }) => twin === '');
    const same = new Set(kept.map(({ column }) => column));
    const instead = wanted
      .filter(({ twin }) => twin !== '')
      .map(({ column, twin }) => `\`${column}\` → \`${twin}\``);
    const parts = [
      `${same.size} columns by the same name, ${columns.filter((column) => !same.has(column.name)).length} new`,
      ...(instead.length > 0 ? [instead.join(', ')] : []),
      ...changes(kept, columns),
    ];
    return `- [${name}](schema.md#toast${name}): ${parts.join('; ')}`;
  };
  return names.map(describe).join('\n');
}

interface ReferenceColumn {
  readonly table: string;
  readonly column: string;
  readonly type: string;
  readonly twin: string;
}

function toRow(line: string): ReferenceColumn {
  const [table = '', column = '', type = '', , twin = ''] = line.split(',');
  return { table, column, type, twin };
}

/* Types with the same values under another name, and money, which the page explains once. */
const unchanged = new Set([
  'varchar VARCHAR',
  'boolean BOOLEAN',
  'timestamptz TIMESTAMPTZ',
  'double DOUBLE',
  'double DECIMAL(18,4)',
  'number DOUBLE',
  'variant JSON',
]);

/* Lists the columns of another type, by type. */
function changes(kept: readonly ReferenceColumn[], columns: readonly Column[]): string[] {
  const types = new Map<string, string[]>();
  for (const { column, type } of kept) {
    const built = columns.find(({ name }) => name === column)?.type ?? 'missing';
    const name = typeName(built);
    if (!unchanged.has(`${type} ${name}`)) {
      types.set(name, [...(types.get(name) ?? []), `\`${column}\``]);
    }
  }
  return [...types].map(([type, names]) => `${type}: ${names.join(', ')}`);
}
