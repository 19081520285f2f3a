import { labelOf, type PublishedColumn, type PublishedTable } from '../plan/published-table.js';

/**
 * Says to whom the rows of a table in a lake belong. `day`: to a business day of a restaurant. `restaurant`:
 * to a restaurant. `shared`: to no restaurant, so that several sources have the same or other rows.
 */
export type Shape = 'day' | 'restaurant' | 'shared';

export interface LakeTable extends PublishedTable {
  readonly label: string;
  readonly shape: Shape;
}

/** Returns a published table as a lake holds it: DuckLake has no enums, so their values are texts. */
export function toLakeTable(table: PublishedTable): LakeTable {
  const hasRestaurant = table.columns.some(
    ({ name, type }) => name === 'restaurant_id' && type === 'VARCHAR',
  );
  const shape = hasRestaurant ? 'restaurant' : 'shared';
  return {
    ...table,
    columns: table.columns.map(toLakeColumn),
    label: labelOf(table),
    shape: table.isByDay ? 'day' : shape,
  };
}

function toLakeColumn(column: PublishedColumn): PublishedColumn {
  if (!column.type.startsWith('ENUM(')) return column;
  return { ...column, type: 'VARCHAR', expression: `cast(${column.expression} as varchar)` };
}
