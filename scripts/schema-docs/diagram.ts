import { typeName } from './type-name.js';
import type { Area, Table } from './schema.js';

/**
 * Draws an entity-relationship diagram of an area in Mermaid's notation, with keys and the columns that
 * refer to other tables. A line is dashed where the parent may be missing. Returns undefined when there
 * are no relationships.
 */
export function diagram({ tables }: Area): string | undefined {
  const relations = tables.flatMap(({ name, parents }) =>
    parents.map(
      ({ table, column, optional }) =>
        `    ${table} ${optional ? '||..o{' : '||--o{'} ${name} : ${column}`,
    ),
  );
  if (relations.length === 0) return undefined;
  return ['```mermaid', 'erDiagram', ...tables.flatMap(entity), ...relations, '```'].join('\n');
}

function entity({ name, key, columns, parents }: Table): string[] {
  const foreign = new Set(parents.map(({ column }) => column));
  const shown = columns.filter((column) => key.includes(column.name) || foreign.has(column.name));
  const attributes = shown.map(({ name: column, type }) => {
    const marks = [...(key.includes(column) ? ['PK'] : []), ...(foreign.has(column) ? ['FK'] : [])];
    return `        ${typeName(type)} ${column} ${marks.join(', ')}`;
  });
  return [`    ${name} {`, ...attributes, '    }'];
}
