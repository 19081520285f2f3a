import { evaluate, unknown, type Row, type Scope, type Value } from './expression.js';
import { field, follow } from './origin.js';
import type { Expression, QueryNode, TableRef } from './sql-tree.js';

/*
 * A union has one kind of rows for each of its queries. They are kept apart by the columns that are
 * constant in one of them, so that `where parent = 'check'` finds the right one.
 */
export type Rows = readonly Row[];

/** Finds the rows of a table or a common table expression; undefined when it is not traced. */
export type Tables = (schema: string, name: string) => Rows | undefined;

/** Traces the columns of a query to their origins. @throws on a kind of query that is not supported. */
export function rowsOf(node: QueryNode, tables: Tables): Rows {
  const known = withCommonTables(node, tables);
  switch (node.type) {
    case 'SELECT_NODE':
      return select(node, known);
    case 'SET_OPERATION_NODE':
      return unite(
        parts(node).map((part) => rowsOf(part, known)),
        node.setop_type,
      );
    case 'RECURSIVE_CTE_NODE':
      return recur(node, known);
    default:
      throw new Error(`Tracing the lineage of a ${node.type} is not supported.`);
  }
}

function withCommonTables({ cte_map: ctes }: QueryNode, tables: Tables): Tables {
  return (ctes?.map ?? []).reduce<Tables>((known, { key, value }) => {
    const rows = rowsOf(value.query.node, known);
    return add(known, key, rows);
  }, tables);
}

function add(tables: Tables, added: string, rows: Rows): Tables {
  return (schema, name) => (schema === '' && name === added ? rows : tables(schema, name));
}

function parts({ left, right, children }: QueryNode): QueryNode[] {
  return [left, right, ...(children ?? [])].filter((part) => part !== undefined);
}

/* Matches columns by position, under the names of the first query, or by name if the union says so. */
function unite(all: readonly Rows[], type = ''): Rows {
  if (type.includes('BY_NAME')) return merge(all.flat());
  const names = [...(all[0]?.[0]?.keys() ?? [])];
  return merge(
    all.flat().map((row) => new Map([...row.values()].map((value, i) => [names[i] ?? '', value]))),
  );
}

/* Two rounds are enough: further ones only go deeper, and an origin does not depend on depth. */
function recur(node: QueryNode, tables: Tables): Rows {
  const { cte_name: name = '', left, right } = node;
  if (left === undefined || right === undefined) return [];
  const first = rowsOf(left, tables);
  return unite([first, rowsOf(right, add(tables, name, first))]);
}

function select(node: QueryNode, tables: Tables): Rows {
  const { select_list: list = [], where_clause: where } = node;
  const scopes = from(node.from_table, tables).filter((scope) => !excludes(where, scope));
  return merge(
    scopes.map((scope) => new Map(list.flatMap((part, i) => columns(part, scope, `column ${i}`)))),
  );
}

function columns(expression: Expression, scope: Scope, unnamed: string): [string, Value][] {
  if (expression.class === 'STAR') return star(expression, scope);
  const { alias = '', column_names: names = [] } = expression;
  return [[alias === '' ? (names.at(-1) ?? unnamed) : alias, evaluate(expression, scope)]];
}

function star(expression: Expression, scope: Scope): [string, Value][] {
  const { relation_name: relation = '', exclude_list: excluded = [] } = expression;
  const replaced = new Map(expression.replace_list?.map(({ key, value }) => [key, value]));
  const left = new Set(excluded.map((entry) => (typeof entry === 'string' ? entry : '')));
  return scope
    .filter(({ name }) => relation === '' || name === relation)
    .flatMap(({ row }) => [...row])
    .filter(([name]) => !left.has(name))
    .map(([name, value]) => {
      const replacement = replaced.get(name);
      return [name, replacement === undefined ? value : evaluate(replacement, scope)];
    });
}

function from(table: TableRef | undefined, tables: Tables): Scope[] {
  if (table === undefined) return [[]];
  const { alias = '', schema_name: schema = '', table_name: name = '' } = table;
  const called = alias === '' ? name : alias;
  const named = (rows: Rows) => rows.map((row) => [{ name: called, row }]);
  switch (table.type) {
    case 'BASE_TABLE':
      return named(tables(schema, name) ?? [new Map()]);
    case 'SUBQUERY':
      return table.subquery === undefined ? [[]] : named(rowsOf(table.subquery.node, tables));
    case 'JOIN': {
      const right = (scope: Scope) =>
        table.right?.type === 'TABLE_FUNCTION'
          ? [lateral(table.right, scope)]
          : from(table.right, tables);
      return from(table.left, tables).flatMap((scope) =>
        right(scope).map((other) => [...scope, ...other]),
      );
    }
    case 'TABLE_FUNCTION':
      return [lateral(table, [])];
    default:
      return [[]];
  }
}

/* A function in `from` can refer to the tables before it. */
function lateral({ alias = '', function: call, column_name_alias: names }: TableRef, scope: Scope) {
  if (call?.function_name === 'json_each') {
    return [{ name: alias, row: new Map([['value', entries(call, scope)]]) }];
  }
  const value = call === undefined ? unknown : evaluate(call, scope);
  return [{ name: alias, row: new Map((names ?? []).map((name) => [name, value])) }];
}

/* Traces the values of an object whose keys are data. */
function entries({ children = [] }: Expression, scope: Scope): Value {
  const [object, path] = children.map((child) => evaluate(child, scope));
  const origins = object?.origins ?? [];
  return { origins: origins.map((origin) => field(follow(origin, path?.constant ?? '$'), '*')) };
}

/* Tells if no row can pass `where`, because a column that has to equal a text is a different constant. */
function excludes(where: Expression | null | undefined, scope: Scope): boolean {
  if (where?.type === 'CONJUNCTION_AND') {
    return (where.children ?? []).some((part) => excludes(part, scope));
  }
  if (where?.type !== 'COMPARE_EQUAL' || !where.left || !where.right) return false;
  const [left, right] = [evaluate(where.left, scope), evaluate(where.right, scope)];
  return (
    left.constant !== undefined && right.constant !== undefined && left.constant !== right.constant
  );
}

/* Merges rows with the same constants into one, whose columns have the origins of all. */
function merge(rows: Rows): Rows {
  const merged = new Map<string, Map<string, Value>>();
  for (const row of rows) {
    const key = JSON.stringify([...row].map(([name, { constant }]) => [name, constant]));
    const target = merged.get(key) ?? new Map<string, Value>();
    for (const [name, value] of row) {
      const origins = new Set([...(target.get(name)?.origins ?? []), ...value.origins]);
      target.set(name, { ...value, origins: [...origins] });
    }
    merged.set(key, target);
  }
  return [...merged.values()];
}
