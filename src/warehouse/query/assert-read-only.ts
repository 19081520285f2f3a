import { DatabaseError, UsageError } from '../../errors.js';
import type { Connection } from '../engine/connection.js';
import { isPivot } from '../engine/statements.js';

/* Words that a statement can begin with which only reads. WITH and PRAGMA can begin others too. */
const readingWords = new Set([
  ...['SELECT', 'FROM', 'WITH', 'VALUES', 'TABLE', 'PIVOT', 'UNPIVOT'],
  ...['DESCRIBE', 'DESC', 'SUMMARIZE', 'SHOW', 'PRAGMA'],
]);

/* A function of a SELECT that makes the engine write a log, to any file. No setting keeps it from it. */
const startsLog = /\benable_logging\b/i;

/**
 * Makes sure that a text of SQL is one statement that only reads. The engine refuses changes of a
 * database that is open for reading, but would write other files: COPY, EXPORT (when it is merely
 * prepared), ATTACH, INSTALL.
 * @throws UsageError when it is none or several, DatabaseError when it is wrong or would write.
 */
export async function requireReading(connection: Connection, sql: string): Promise<void> {
  const count = await connection.countStatements(sql);
  if (count === 0) {
    throw new UsageError('The SQL is empty.', {
      suggestion: 'Write it like toast query "select count(*) from orders".',
    });
  }
  const statement = withoutExplain(sql);
  const word = firstWord(statement);
  if (!readingWords.has(word)) throw refused(word);
  if (startsLog.test(sql)) throw refused('enable_logging');
  if (count === 2 && isPivot(sql)) return;
  if (count > 1) {
    throw new UsageError(`The SQL holds ${count} statements.`, {
      suggestion: 'Give one statement at a time.',
    });
  }
  const kind = await connection.statementKind(statement);
  if (kind !== 'SELECT') throw refused(kind);
}

/* EXPLAIN ANALYZE runs what it explains. */
function withoutExplain(sql: string): string {
  const rest = withoutComments(sql);
  const explained = /^explain\b(?:\s*\(\s*(?:analyze|format)\b[^)]*\)|\s+analyze\b)?/i.exec(rest);
  return explained === null ? rest : withoutComments(rest.slice(explained[0].length));
}

function withoutComments(sql: string): string {
  return sql.replace(/^(?:\s|--[^\n]*(?:\n|$)|\/\*[\s\S]*?\*\/)+/, '');
}

function firstWord(sql: string): string {
  const inner = withoutComments(sql);
  if (inner.startsWith('(')) return firstWord(inner.slice(1));
  return (/^[a-z_]+/i.exec(inner)?.[0] ?? inner.slice(0, 20)).toUpperCase();
}

function refused(what: string): DatabaseError {
  return new DatabaseError(
    `The database is open for reading only, so ${what.replace('_', ' ')} is not possible.`,
    { suggestion: 'Ask with SELECT, and keep what you find with --output.' },
  );
}
