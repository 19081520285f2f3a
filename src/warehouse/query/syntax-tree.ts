import type { Connection } from '../engine/connection.js';

/** Lists the names in a query as the engine's parser reads them, those of functions lowercased. */
export interface QueryNames {
  /** Tables, common table expressions and files that are read, each as the parts of its name. */
  readonly tables: readonly (readonly string[])[];
  /** Common table expressions that are defined anywhere. */
  readonly commonTables: readonly string[];
  /** Functions that a query reads from, as in `from range(3)`. */
  readonly tableFunctions: readonly TableFunctionCall[];
  readonly otherFunctions: readonly string[];
}

export interface TableFunctionCall {
  readonly name: string;
  /** The first argument, if it is one text or a list of texts that the statement spells out. */
  readonly texts: readonly string[] | undefined;
}

/**
 * Reads the names from the syntax tree that the engine makes of a text of SQL, so that no spelling
 * hides one. Returns undefined if it makes none, because the text is not one SELECT. It makes none of a
 * PIVOT without IN either.
 */
export async function readNames(
  connection: Connection,
  sql: string,
): Promise<QueryNames | undefined> {
  const [row] = await connection.all<{ tree: string }>(
    'select json_serialize_sql($sql::varchar)::varchar as tree',
    { sql },
  );
  const tables: string[][] = [];
  const commonTables: string[] = [];
  const tableFunctions: TableFunctionCall[] = [];
  const otherFunctions: string[] = [];
  const tree = JSON.parse(row?.tree ?? '{}', (_, node: unknown) => {
    if (!isNode(node)) return node;
    if (node.table_name !== undefined) tables.push(partsOf(node));
    if (isNode(node.cte_map)) commonTables.push(...keysOf(node.cte_map));
    if (node.type === 'TABLE_FUNCTION') tableFunctions.push(callOf(node.function));
    else if (node.function_name !== undefined) otherFunctions.push(nameOf(node));
    return node;
  }) as { statements?: unknown[] };
  return tree.statements?.length === 1
    ? { tables, commonTables, tableFunctions, otherFunctions }
    : undefined;
}

type Node = Readonly<Record<string, unknown>>;

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function partsOf({ catalog_name, schema_name, table_name }: Node): string[] {
  return [catalog_name, schema_name, table_name].filter(Boolean).map(String);
}

function keysOf({ map }: Node): string[] {
  return (Array.isArray(map) ? map : []).filter(isNode).map(({ key }) => String(key));
}

function callOf(value: unknown): TableFunctionCall {
  const call = isNode(value) ? value : {};
  const [first] = Array.isArray(call.children) ? (call.children as unknown[]) : [];
  return { name: nameOf(call), texts: textsOf(first) };
}

function nameOf(node: Node): string {
  return String(node.function_name).toLowerCase();
}

function textsOf(value: unknown): string[] | undefined {
  if (!isNode(value)) return undefined;
  if (isNode(value.value)) {
    const text = value.value.value;
    return typeof text === 'string' ? [text] : undefined;
  }
  const isList = value.function_name === 'list_value' && Array.isArray(value.children);
  const texts = isList ? (value.children as unknown[]).map(textsOf) : [undefined];
  return texts.some((text) => text === undefined) ? undefined : (texts.flat() as string[]);
}
