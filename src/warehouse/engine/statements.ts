import type { Connection } from './connection.js';

/**
 * Returns the text of the one query that a text of SQL consists of, without the semicolon that ends it,
 * or undefined if it is something else. A count of statements does not tell: the engine makes two of a
 * PIVOT without IN, the creation of a temporary type for the pivoted values and the query. But its
 * grammar has no place for a second statement between parentheses after FROM.
 */
export async function findQuery(connection: Connection, sql: string): Promise<string | undefined> {
  const query = await withoutEnd(connection, sql);
  const count = await countOrFail(connection, `from (\n${query}\n)`);
  return count === undefined ? undefined : query;
}

/* Cuts a semicolon off if the engine finds no statement behind it. */
async function withoutEnd(connection: Connection, sql: string): Promise<string> {
  const end = sql.lastIndexOf(';');
  if (end === -1 || (await countOrFail(connection, sql.slice(end + 1))) !== 0) return sql;
  return withoutEnd(connection, sql.slice(0, end));
}

function countOrFail(connection: Connection, sql: string): Promise<number | undefined> {
  return connection.countStatements(sql).catch(() => undefined);
}
