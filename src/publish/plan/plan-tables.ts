import { documentationUrl } from '../../documentation.js';
import { ConfigurationError } from '../../errors.js';
import { suggestNearest } from '../../nearest.js';
import { looksPersonal } from './looks-personal.js';
import { labelOf, type PublishedColumn, type PublishedTable } from './published-table.js';
import { publishedSchemas, type SourceColumn, type SourceRelation } from './relation.js';

/** Says what of the database a target gets. */
export interface Profile {
  /** Tables and columns to leave out: `table`, `schema.table`, `table.column` or `schema.table.column`. */
  readonly exclude: readonly string[];
  /** `drop` leaves out tables about guests, and null is in place of what guests are known by. */
  readonly guests: 'keep' | 'drop';
  /** `ids` leaves null in place of what employees are known by, except for their GUIDs. */
  readonly employees: 'keep' | 'ids';
}

export interface PublishPlan {
  readonly tables: readonly PublishedTable[];
  /** Tables that are left out, as `schema.table`. */
  readonly leftOutTables: readonly string[];
  /** Columns that are left out, or null in every row, as `schema.table.column`. */
  readonly leftOutColumns: readonly string[];
  /** Columns that the YAML does not classify and that are null because of their names. */
  readonly guessedColumns: readonly string[];
}

/**
 * Plans which tables and columns of the database a target gets. Excluded columns are missing; those that
 * `guests` and `employees` remove are null, so that the same queries run on every target.
 * @throws ConfigurationError when an entry of `exclude` names nothing: what it was meant to leave out would
 *   be published.
 */
export function planTables(relations: readonly SourceRelation[], profile: Profile): PublishPlan {
  const published = relations.filter(({ schema }) => isPublished(schema));
  for (const entry of profile.exclude) assertKnown(entry, published);
  const isExcluded = (...names: string[]) => profile.exclude.some((entry) => names.includes(entry));
  const tables: PublishedTable[] = [];
  const left = { tables: [] as string[], columns: [] as string[], guessed: [] as string[] };
  for (const relation of published) {
    const { schema, name, description } = relation;
    const label = labelOf(relation);
    const isLeftOut =
      isExcluded(name, label) || (profile.guests === 'drop' && relation.personalData === 'guest');
    if (isLeftOut) {
      left.tables.push(label);
      continue;
    }
    const columns = relation.columns.flatMap((column) => {
      const labels = [`${name}.${column.name}`, `${label}.${column.name}`];
      if (isExcluded(...labels)) {
        left.columns.push(`${label}.${column.name}`);
        return [];
      }
      const isNull = isPersonal(column, profile);
      if (isNull) left.columns.push(`${label}.${column.name}`);
      if (isNull && column.personalData === undefined) left.guessed.push(`${label}.${column.name}`);
      return [toPublished(column, isNull)];
    });
    if (columns.length === 0) {
      left.tables.push(label);
      continue;
    }
    tables.push({ schema, name, description, columns, isByDay: isByDay(columns) });
  }
  return {
    tables,
    leftOutTables: left.tables,
    leftOutColumns: left.columns,
    guessedColumns: left.guessed,
  };
}

function isPublished(schema: string): boolean {
  return publishedSchemas.some((name) => name === schema);
}

/* A column without a class is removed if its name is like that of one with personal data. */
function isPersonal(column: SourceColumn, { guests, employees }: Profile): boolean {
  if (guests === 'keep' && employees === 'keep') return false;
  switch (column.personalData) {
    case 'guest':
      return guests === 'drop';
    case 'employee':
      return employees === 'ids';
    case 'text':
      return true;
    case 'none':
      return false;
    case undefined:
      return looksPersonal(column.name);
  }
}

function toPublished(column: SourceColumn, isRemoved: boolean): PublishedColumn {
  const { name, type, description } = column;
  return { name, type, description, expression: expressionOf(column, isRemoved) };
}

/* Rows of which the condition does not say whether they hold personal data count as those that do. */
function expressionOf({ name, type, personalDataWhere }: SourceColumn, isRemoved: boolean): string {
  const quoted = `"${name.replaceAll('"', '""')}"`;
  if (!isRemoved) return quoted;
  if (personalDataWhere === undefined) return `cast(null as ${type})`;
  return `case when not (${personalDataWhere}) then ${quoted} end`;
}

function isByDay(columns: readonly PublishedColumn[]): boolean {
  const has = (name: string, type: string) =>
    columns.some((column) => column.name === name && column.type === type);
  return has('restaurant_id', 'VARCHAR') && has('business_date', 'DATE');
}

function assertKnown(entry: string, relations: readonly SourceRelation[]): void {
  const tables = relations.flatMap((relation) => [relation.name, labelOf(relation)]);
  const columns = relations.flatMap((relation) =>
    relation.columns.flatMap(({ name }) => [
      `${relation.name}.${name}`,
      `${labelOf(relation)}.${name}`,
    ]),
  );
  if (tables.includes(entry) || columns.includes(entry)) return;
  throw new ConfigurationError(`exclude names ${entry}, and there is no such table or column.`, {
    suggestion: suggestNearest(
      entry,
      entry.includes('.') ? [...tables, ...columns] : tables,
      `Use a name from ${documentationUrl('schema')}: table, schema.table, table.column or schema.table.column.`,
    ),
  });
}
