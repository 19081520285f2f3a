import { documentationUrl } from '../../documentation.js';
import {
  ConfigurationError,
  DatabaseError,
  DatabaseLockedError,
  ToastError,
  UsageError,
  type ErrorDetails,
} from '../../errors.js';
import type { Secret } from '../../config/secret.js';
import { engineText, redact } from '../lake/redact.js';

/** Reports that there is no DuckLake where a target says. */
export class NoLakeError extends DatabaseError {}

/* Describes how to explain the errors whose text matches `when`. The first match counts. */
interface Explanation {
  readonly when: RegExp;
  /** Says what happened. `found` are the groups that `when` captured. */
  readonly message: (label: string, ...found: string[]) => string;
  readonly suggestion: string;
  readonly type?: new (message: string, details: ErrorDetails) => ToastError;
}

const nothingChanged = 'The lake is as it was.';

/* DuckDB, DuckLake and libpq have no error codes for these, so their texts are matched. */
const explanations: readonly Explanation[] = [
  {
    when: /Extension ".*?(\w+)\.duckdb_extension" not found|Failed to download extension "(\w+)"/,
    message: (_, file = '', name = file) =>
      `DuckDB's extension ${name || file} is not installed, and it cannot be downloaded.`,
    suggestion: `Allow connections to extensions.duckdb.org, or set extensionDirectory in the configuration: ${documentationUrl('ducklake#extensions')} says how to fill it.`,
    type: ConfigurationError,
  },
  {
    when: /catalog version mismatch: catalog version is (\S+?), but the extension requires version (\S+?)\.(?:\s|$)|catalog version is '(\S+?)', which is newer than the requested version '(\S+?)'/,
    message: (label, is = '', needs = '', isNewer = is, needsOlder = needs) =>
      `The catalog of ${label} has DuckLake version ${is || isNewer}, and this program uses ${needs || needsOlder}.`,
    suggestion: `${nothingChanged} A migration cannot be undone and locks older programs out, so it is left to you: ${documentationUrl('ducklake#versions')}`,
  },
  {
    when: /does not exist - and creating a new DuckLake is explicitly disabled|Cannot open database .* in read-only mode: database does not exist/s,
    message: (label) => `There is no DuckLake at ${label}.`,
    suggestion: 'Publish to it first: toast publish TARGET. Or correct the target and its schema.',
    type: NoLakeError,
  },
  {
    when: /DATA_PATH parameter "(.*?)" does not match existing data path in the catalog "(.*?)"/,
    message: (label, given = '', present = '') =>
      `${label} has its data in ${present}, not in ${given}.`,
    suggestion: 'Correct "data" of the target in the configuration, or leave it out.',
    type: ConfigurationError,
  },
  {
    when: /No snapshot found at (?:timestamp|version) (.*)/,
    message: (label, when = '') => `${label} has no snapshot at ${when}.`,
    suggestion: 'toast publish status TARGET shows the snapshots that are kept.',
    type: UsageError,
  },
  {
    when: /FATAL:\s+(password authentication failed .*|no password .*|role ".*?" does not exist|no pg_hba.conf entry .*)|fe_sendauth: (.*)/,
    message: (label, reason = '', missing = reason) =>
      `PostgreSQL refuses the connection to ${label}: ${(reason || missing).trim()}.`,
    suggestion:
      'Check the user in the target, and the password in the configuration or in PGPASSWORD.',
    type: ConfigurationError,
  },
  {
    when: /FATAL:\s+database "(.*?)" does not exist/,
    message: (label, database = '') =>
      `PostgreSQL has no database ${database}, which ${label} names.`,
    suggestion: `Create it, or correct the target: ${documentationUrl('ducklake#postgresql')}`,
    type: ConfigurationError,
  },
  {
    when: /permission denied for (\w+ \S+)/,
    message: (label, object = '') =>
      `PostgreSQL denies access to the catalog of ${label}: ${object}.`,
    suggestion: `Give the role of publishers its rights: ${documentationUrl('ducklake#roles')}`,
  },
  {
    when: /(Connection refused|could not translate host name .*?(?= to address)|timeout expired|Connection timed out|No route to host|server closed the connection unexpectedly|terminating connection.*|the database system is (?:starting up|shutting down)|SSL .*?(?=\n|$)|no connection to the server)/,
    message: (label, reason = '') => `The catalog of ${label} cannot be reached: ${reason.trim()}.`,
    suggestion: `${nothingChanged} Check that PostgreSQL runs and that this machine can connect to it, and run the command again.`,
  },
  {
    when: /(SignatureDoesNotMatch|InvalidAccessKeyId|AccessDenied|HTTP code 403|HTTP 403|Forbidden)/,
    message: (label) => `S3 refuses access to the data of ${label}.`,
    suggestion: `${nothingChanged} Check s3.keyId, s3.secret and s3.region in the configuration (or AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and AWS_REGION), and the rights of the key: ${documentationUrl('ducklake#s3')}`,
    type: ConfigurationError,
  },
  {
    when: /NoSuchBucket|HTTP code 404|HTTP 404/,
    message: (label) => `S3 does not have the bucket or a file of ${label}.`,
    suggestion:
      'Create the bucket, or correct "data" in the configuration. If a file is missing, restore the bucket.',
  },
  {
    when: /(?:Could not connect to server|Could not establish connection|Timeout was reached|Could not resolve host\S*).*?(?:HTTP \w+ to '(.*?)'|$)/s,
    message: (label) => `S3 cannot be reached for the data of ${label}.`,
    suggestion: `${nothingChanged} Check s3.endpoint and s3.useSsl in the configuration and the network, and run the command again.`,
  },
  {
    when: /Could not set lock on file|database is locked/,
    message: (label) => `The catalog of ${label} is in use by another process.`,
    suggestion:
      'Wait for it to end, or use --wait 10m. A catalog in PostgreSQL serves several processes at a time.',
    type: DatabaseLockedError,
  },
  {
    when: /No space left on device|Disk quota exceeded/,
    message: (label) => `No space is left to write the data of ${label}.`,
    suggestion: `${nothingChanged} Free disk space and run the command again.`,
  },
];

const conflict =
  /Transaction conflict|Conflict on |conflict(?:ing)? |could not serialize access|duplicate key value|deadlock detected|Exceeded the maximum retry count|PRIMARY KEY or UNIQUE constraint|has been altered|database is locked|Could not set lock on file/i;

/* Of two publishers that create the catalog at a time, one sees it half made. */
const creation =
  /relation "[^"]*ducklake_\w+" (already exists|does not exist)|(schema|table|type) .*already exists/i;

/** Tells if attaching failed because another publisher creates the lake, or has locked its catalog. */
export function isAttachConflict(error: unknown): boolean {
  return isLakeConflict(error) || creation.test(engineText(error));
}

/** Tells if the engine's error is about what another process committed, or has locked, meanwhile. */
export function isLakeConflict(error: unknown): boolean {
  return conflict.test(engineText(error));
}

/**
 * Converts an error of DuckDB about a lake into one that says what happened and what to do. It has no
 * secrets, and no cause, which may have some. Errors that are not the engine's are returned as they are.
 */
export function explainLakeError(
  error: unknown,
  label: string,
  secrets: readonly (Secret | undefined)[],
): ToastError {
  if (error instanceof ToastError && error.cause === undefined) return error;
  const text = engineText(error).split('\n\nLINE ')[0]?.trim() ?? '';
  for (const { when, message, suggestion, type = DatabaseError } of explanations) {
    const found = when.exec(text);
    if (found === null) continue;
    return new type(redact(message(label, ...found.slice(1)), secrets), { suggestion });
  }
  if (conflict.test(text)) {
    return new DatabaseError(`Others wrote to ${label} each time that it was tried.`, {
      suggestion: `${nothingChanged} Run the command again, or give it more time with --wait 30m.`,
    });
  }
  return new DatabaseError(`${label}: ${redact(text, secrets)}`, { suggestion: nothingChanged });
}
