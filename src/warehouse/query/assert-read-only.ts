import { DatabaseError, UsageError } from '../../errors.js';
import type { Connection } from '../engine/connection.js';
import { isPivot } from '../engine/statements.js';

/* Keywords that a read-only statement can begin with. WITH and PRAGMA can begin others too. */
const readOnlyKeywords = new Set([
  ...['SELECT', 'FROM', 'WITH', 'VALUES', 'TABLE', 'PIVOT', 'UNPIVOT'],
  ...['DESCRIBE', 'DESC', 'SUMMARIZE', 'SHOW', 'PRAGMA'],
]);

/* A function that makes the engine write a log to any file from within SELECT. No setting prevents it. */
const startsLog = /\benable_logging\b/i;

/**
 * Checks that a text is one read-only statement. The engine refuses changes to a database that is open
 * read-only, but would write other files: COPY, EXPORT (as soon as it is prepared), ATTACH, INSTALL.
 * @throws UsageError for no or several statements, DatabaseError for one that is invalid or would
 *   write.
 */
export async function assertReadOnly(connection: Connection, sql: string): Promise<void> {
  const count = await connection.countStatements(sql);
  if (count === 0) {
    throw new UsageError('The SQL is empty.', {
      suggestion: 'Write it like toast query "select count(*) from orders".',
    });
  }
  const statement = withoutExplain(sql);
  const keyword = firstKeyword(statement);
  if (!readOnlyKeywords.has(keyword)) throw readOnlyError(keyword);
  if (startsLog.test(sql)) throw readOnlyError('enable_logging');
  if (count === 2 && isPivot(sql)) return;
  if (count > 1) {
    throw new UsageError(`The SQL contains ${count} statements.`, {
      suggestion: 'Run one statement at a time.',
    });
  }
  const kind = await connection.statementKind(statement);
  if (kind !== 'SELECT') throw readOnlyError(kind);
}

/* EXPLAIN ANALYZE runs the statement. */
function withoutExplain(sql: string): string {
  const rest = withoutComments(sql);
  const explained = /^explain\b(?:\s*\(\s*(?:analyze|format)\b[^)]*\)|\s+analyze\b)?/i.exec(rest);
  return explained === null ? rest : withoutComments(rest.slice(explained[0].length));
}

function withoutComments(sql: string): string {
  return sql.replace(/^(?:\s|--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)+/, '');
}

function firstKeyword(sql: string): string {
  const inner = withoutComments(sql);
  if (inner.startsWith('(')) return firstKeyword(inner.slice(1));
  return (/^[a-z_]+/i.exec(inner)?.[0] ?? inner.slice(0, 20)).toUpperCase();
}

function readOnlyError(what: string): DatabaseError {
  return new DatabaseError(
    `The database is open for reading only, so ${what.replace('_', ' ')} is not possible.`,
    { suggestion: 'Use SELECT; save the result with --output.' },
  );
}
