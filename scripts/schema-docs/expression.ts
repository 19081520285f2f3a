import { element, field, follow } from './origin.js';
import type { Expression } from './sql-tree.js';

/** The lineage of a column. */
export interface Value {
  /** Fields of payloads that its values come from; see origin.ts. */
  readonly origins: readonly string[];
  /** Its text, if all rows have the same. */
  readonly constant?: string;
}

export type Row = ReadonlyMap<string, Value>;

/** The rows that an expression can refer to, with the names of their tables in the query. */
export type Scope = readonly { readonly name: string; readonly row: Row }[];

export const unknown: Value = { origins: [] };

/** Finds where the value of an expression comes from; a computed value has no origins. */
export function evaluate(expression: Expression, scope: Scope): Value {
  const { children = [] } = expression;
  const of = (part: Expression | undefined) =>
    part === undefined ? [] : evaluate(part, scope).origins;
  switch (expression.class) {
    case 'COLUMN_REF':
      return resolve(expression.column_names ?? [], scope);
    case 'CONSTANT': {
      const constant = expression.value?.value;
      return typeof constant === 'string' ? { origins: [], constant } : unknown;
    }
    case 'CAST':
      return { origins: of(expression.child) };
    case 'CASE':
      return union([
        ...(expression.case_checks ?? []).map(({ then_expr: then }) => of(then)),
        of(expression.else_expr),
      ]);
    case 'OPERATOR':
      return { origins: operator(expression.type, children.map(of), children) };
    /* The parser takes `payload -> '$.name'` for a lambda; it is resolved later. */
    case 'LAMBDA':
      return { origins: step(of(expression.lhs), expression.expr) };
    case 'FUNCTION':
      return { origins: call(expression.function_name ?? '', children.map(of), children) };
    default:
      return unknown;
  }
}

function union(parts: readonly (readonly string[])[]): Value {
  return { origins: [...new Set(parts.flat())] };
}

function operator(
  type: string,
  origins: readonly (readonly string[])[],
  children: readonly Expression[],
): readonly string[] {
  switch (type) {
    case 'OPERATOR_COALESCE':
      return union(origins).origins;
    case 'STRUCT_EXTRACT':
    case 'ARRAY_EXTRACT':
      return step(origins[0] ?? [], children[1]);
    default:
      return [];
  }
}

/* Functions whose result does not contain the value of their argument. */
const computed = new Set(['md5', 'generate_subscripts', 'json_type', 'len', 'count', 'count_star']);
const accessors = new Set(['->', '->>', 'json_extract', 'json_extract_string', 'struct_extract']);

function call(
  name: string,
  origins: readonly (readonly string[])[],
  children: readonly Expression[],
): readonly string[] {
  if (computed.has(name)) return [];
  if (name === 'unnest') return (origins[0] ?? []).map(element);
  if (accessors.has(name)) return step(origins[0] ?? [], children[1]);
  return union(origins).origins;
}

function step(origins: readonly string[], key: Expression | undefined): readonly string[] {
  const path = key?.value?.value;
  return origins.map((origin) =>
    typeof path === 'string' ? follow(origin, path) : element(origin),
  );
}

/* Resolves `column`, `table.column`, and fields of structs after either. */
function resolve(names: readonly string[], scope: Scope): Value {
  const [first = '', second = '', ...rest] = names;
  const table = scope.find(({ name }) => name === first)?.row.get(second);
  if (table !== undefined) return fields(table, rest);
  const column = scope.map(({ row }) => row.get(first)).find((found) => found !== undefined);
  return column === undefined ? unknown : fields(column, names.slice(1));
}

function fields(value: Value, names: readonly string[]): Value {
  if (names.length === 0) return value;
  return { origins: value.origins.map((origin) => names.reduce(field, origin)) };
}
