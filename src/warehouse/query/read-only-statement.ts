import { DatabaseError, UsageError } from '../../errors.js';
import type { Connection } from '../engine/connection.js';
import { findQuery } from '../engine/statements.js';
import type { OpenFolders } from './open-folders.js';
import { assertNoRefusedWord, assertPermitted, isPermitted } from './permitted-names.js';
import { readNames } from './syntax-tree.js';

/* Begin statements that read. Some begin others too, so the engine is asked for the type of those. */
const readingKeywords = new Set([
  ...['SELECT', 'FROM', 'WITH', 'VALUES', 'TABLE', 'PIVOT', 'UNPIVOT'],
  ...['DESCRIBE', 'DESC', 'SUMMARIZE', 'SHOW', 'PRAGMA'],
]);

const beforeStatement = /^(?:\s|--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)*/;
const explain = /^explain\b(?:\s*\(\s*(?:analyze|format)\b[\w\s,]*\)|\s+analyze\b)?/i;
const pragma = /^pragma\s+(\w+)\s*(\([\s\S]*\))?\s*;?\s*$/i;

/**
 * Returns the statement to run for a text of SQL that is one query, perhaps with EXPLAIN before it.
 * The engine's parser decides: it has read what is returned as one query. The patterns above only find
 * what to ask it where it has no syntax tree for the text as it is.
 * @throws UsageError for no or several statements, DatabaseError for one that is invalid, does more
 *   than read, or reads what is closed.
 */
export async function readOnlyStatement(
  connection: Connection,
  sql: string,
  folders: OpenFolders,
): Promise<string> {
  /* For the parser, the text ends there. */
  if (sql.includes('\0')) throw new UsageError('The SQL contains a NUL character.');
  await folders.assertNoWayOut();
  const count = await connection.countStatements(sql);
  if (count === 0) {
    throw new UsageError('The SQL is empty.', {
      suggestion: 'Write it like toast query "select count(*) from orders".',
    });
  }
  if (await isPermittedQuery(connection, sql, folders)) return sql;
  const { prefix, query } = withoutExplain(sql);
  if (await isPermittedQuery(connection, query, folders)) return `${prefix} ${query}`;
  const pivot = await findQuery(connection, query);
  if (pivot === undefined) throw await notOneQuery(connection, query, count);
  if (prefix !== '') {
    throw new UsageError('EXPLAIN needs a PIVOT that lists its columns.', {
      suggestion: 'Write PIVOT … ON column IN (value, …).',
    });
  }
  await assertNoRefusedWord(connection, pivot);
  return pivot;
}

/* Is false if the engine has no syntax tree of a query for the text. */
async function isPermittedQuery(
  connection: Connection,
  sql: string,
  folders: OpenFolders,
): Promise<boolean> {
  const names = await readNames(connection, sql);
  if (names === undefined) return false;
  await assertPermitted(connection, names, folders);
  return true;
}

function withoutExplain(sql: string) {
  const text = sql.replace(beforeStatement, '');
  const prefix = explain.exec(text)?.[0] ?? '';
  /* The engine makes a query of a PRAGMA that reads, but shows no syntax tree of it. */
  const query = text
    .slice(prefix.length)
    .replace(pragma, (same: string, name: string, parameters = '()') =>
      isPermitted(`pragma_${name.toLowerCase()}`) ? `from pragma_${name}${parameters}` : same,
    );
  return { prefix, query };
}

/* Says what else the text is. */
async function notOneQuery(connection: Connection, sql: string, count: number): Promise<Error> {
  const keyword = /\w+/.exec(sql.replace(beforeStatement, ''))?.[0]?.toUpperCase() ?? '';
  if (!readingKeywords.has(keyword)) return readOnlyError(keyword);
  if (count > 1) {
    return new UsageError(`The SQL contains ${count} statements.`, {
      suggestion: 'Run one statement at a time.',
    });
  }
  const kind = await connection.statementKind(sql).catch(() => keyword);
  return readOnlyError(kind === 'SELECT' ? keyword : kind);
}

function readOnlyError(what: string): DatabaseError {
  return new DatabaseError(`The database is open for reading only, so ${what} is not possible.`, {
    suggestion: 'Use SELECT. `toast query --output FILE` saves its result.',
  });
}
