import type { Secret } from '../../config/secret.js';
import { ConfigurationError, DatabaseError, ToastError } from '../../errors.js';
import type { Connection } from '../../warehouse/engine/connection.js';
import { identifier, literal } from '../../warehouse/engine/sql.js';
import type { Lake } from '../lake/lake.js';
import { engineText, redact } from '../lake/redact.js';
import type { TargetOf } from '../target.js';

/** Returns the statements that attach a database of MotherDuck. It keeps its name: it cannot have an alias. */
export function attachStatements(database: string, token: Secret | undefined): string[] {
  return [
    'install motherduck',
    'load motherduck',
    ...(token === undefined ? [] : [`set motherduck_token = ${literal(token.reveal())}`]),
    `attach ${literal(`md:${database}`)}`,
  ];
}

/** Returns a database of MotherDuck, which is attached, as a lake: it has no snapshots and no partitions. */
export function motherDuckLake(connection: Connection, target: TargetOf<'motherduck'>): Lake {
  const { database } = target.location;
  const label = `md:${database}`;
  return {
    connection,
    database,
    label,
    isConflict: (error) => conflict.test(engineText(error)),
    explain: (error) => explainMotherDuckError(error, label, target.token),
    partitionByMonth: () => undefined,
    describe: () => Promise.resolve(),
    latestSnapshot: () => Promise.resolve(undefined),
  };
}

/** Returns the statement that ends the use of a database. */
export function detachStatement(database: string): string {
  return `detach ${identifier(database)}`;
}

/* MotherDuck has DuckDB's transactions: of two that change the same rows, the second fails. */
const conflict =
  /TransactionContext Error|Transaction conflict|Conflict on (update|tuple deletion)/i;

interface Explanation {
  readonly when: RegExp;
  readonly message: (label: string) => string;
  readonly suggestion: string;
}

const configuration: readonly Explanation[] = [
  {
    when: /Failed to download extension|\.duckdb_extension" not found|extensions\.duckdb\.org/,
    message: () => "DuckDB's extension motherduck is not installed, and it cannot be downloaded.",
    suggestion: 'Allow connections to extensions.duckdb.org. There is no copy of it elsewhere.',
  },
  {
    when: /(in)?valid.*token|token.*(invalid|expired|missing)|unauthori[sz]ed|unauthenticated|jwt/i,
    message: (label) => `MotherDuck refuses the token for ${label}.`,
    suggestion:
      'Create an access token, and put it into the configuration as "token" of the target or into MOTHERDUCK_TOKEN.',
  },
  {
    when: /no database\b.*|database .* (not found|does not exist)|Cannot attach/i,
    message: (label) => `MotherDuck has no database ${label}.`,
    suggestion: 'Create it first, on MotherDuck: create database NAME.',
  },
];

/**
 * Converts an error of DuckDB or MotherDuck into one that says what happened and what to do, without the
 * token. MotherDuck's texts were not seen, except for that of the missing extension.
 */
export function explainMotherDuckError(
  error: unknown,
  label: string,
  token: Secret | undefined,
): ToastError {
  if (error instanceof ToastError && error.cause === undefined) return error;
  const text = engineText(error).split('\n\nLINE ')[0]?.trim() ?? '';
  const found = configuration.find(({ when }) => when.test(text));
  if (found !== undefined) {
    const said = redact(text, [token]).split('\n')[0];
    return new ConfigurationError(`${found.message(label)} It said: ${said}`, {
      suggestion: found.suggestion,
    });
  }
  if (conflict.test(text)) {
    return new DatabaseError(`Others wrote to ${label} each time that it was tried.`, {
      suggestion: 'Nothing was changed. Run the command again, or with --wait 30m.',
    });
  }
  return new DatabaseError(`${label}: ${redact(text, [token])}`, {
    suggestion: 'Nothing was changed. Publishing to MotherDuck is experimental.',
  });
}
