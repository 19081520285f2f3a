import { describe, expect, it } from 'vitest';
import { Secret } from '../../../../src/config/secret.js';
import { DatabaseError, UsageError } from '../../../../src/errors.js';
import {
  explainLakeError,
  isAttachConflict,
  isLakeConflict,
} from '../../../../src/publish/ducklake/explain.js';
import { explainDatabaseError } from '../../../../src/warehouse/engine/explain-error.js';

/* As the engine throws it, and as a session converts it. */
const ofSession = (text: string) => explainDatabaseError(new Error(text), '/data/warehouse.duckdb');

const attach = `IO Error: Failed to attach DuckLake MetaData "__ducklake_metadata_lake" at path + "postgres:dbname=x password=hunter2"Unable to connect to Postgres at "dbname=x password=hunter2": `;

describe('an error of the engine about a lake', () => {
  it.each([
    [
      `${attach}connection to server at "h", port 1 failed: Connection refused`,
      5,
      /catalog of lake cannot be reached: Connection refused/,
    ],
    [
      `${attach}connection to server failed: FATAL:  password authentication failed for user "u"`,
      3,
      /refuses the connection to lake: password authentication failed for user "u"/,
    ],
    [
      `${attach}connection to server failed: fe_sendauth: no password supplied`,
      3,
      /no password supplied/,
    ],
    [`${attach}FATAL:  database "x" does not exist`, 3, /has no database x/],
    [
      'IO Error: Extension "/e/v1.5.5/linux_amd64/ducklake.duckdb_extension" not found.',
      3,
      /extension ducklake is not installed/,
    ],
    [
      'IO Error: Failed to download extension "postgres_scanner" at URL "http://e/x.gz"',
      3,
      /extension postgres_scanner/,
    ],
    [
      'Invalid Input Error: DuckLake catalog version mismatch: catalog version is 1.1-dev.1, but the extension requires version 1.0. To automatically migrate, set',
      5,
      /has DuckLake version 1\.1-dev\.1, and this program uses 1\.0\./,
    ],
    [
      "Invalid Input Error: DuckLake catalog version is '1.1', which is newer than the requested version '1.0'. Cannot",
      5,
      /has DuckLake version 1\.1, and this program uses 1\.0/,
    ],
    [
      'HTTP Error: Unable to connect to URL s3://b/x.parquet: Forbidden (HTTP code 403)\n\nSignatureDoesNotMatch',
      3,
      /S3 refuses access/,
    ],
    [
      'HTTP Error: Unable to connect to URL s3://b/x.parquet: Not Found (HTTP code 404)\n\nNoSuchBucket',
      5,
      /does not have the bucket/,
    ],
    [
      "IO Error: Could not connect to server error for HTTP PUT to 'http://127.0.0.1:1/b/x'",
      5,
      /S3 cannot be reached/,
    ],
    [
      'IO Error: Could not set lock on file "/l.ducklake": Conflicting lock is held in node (PID 1).',
      5,
      /in use by another process/,
    ],
    [
      'Invalid Input Error: Existing DuckLake at metadata catalog "postgres:" does not exist - and creating a new DuckLake is explicitly disabled',
      5,
      /There is no DuckLake at lake/,
    ],
    [
      'Invalid Input Error: something else about password=hunter2',
      5,
      /lake: .*password=\[hidden\]/,
    ],
  ])('%s', (text, exitCode, message) => {
    const error = explainLakeError(ofSession(text), 'lake', [new Secret('hunter2')]);
    expect(error).toMatchObject({ exitCode, suggestion: expect.any(String) });
    expect(error.message).toMatch(message);
    expect(error.cause).toBeUndefined();
    expect(error.message + error.suggestion).not.toContain('hunter2');
  });

  it('that is our own is left as it is', () => {
    const own = new UsageError('--at is wrong.');
    expect(explainLakeError(own, 'lake', [])).toBe(own);
  });
});

describe('a conflict', () => {
  const conflict =
    'TransactionContext Error: Failed to commit: Failed to commit DuckLake transaction.\nTransaction conflict - attempting to delete from table with index "3" - but another transaction has deleted from it';

  it('is told from other errors, also when it was explained', () => {
    expect(isLakeConflict(ofSession(conflict))).toBe(true);
    expect(isLakeConflict(new Error('database is locked'))).toBe(true);
    expect(isLakeConflict(ofSession('Binder Error: Referenced column "x" not found'))).toBe(false);
    expect(isLakeConflict(new DatabaseError('Restaurant A is published from another one.'))).toBe(
      false,
    );
  });

  it('is also a catalog that another publisher creates', () => {
    const half = ofSession(
      'Invalid Error: ERROR:  relation "public.ducklake_metadata" does not exist',
    );
    expect(isAttachConflict(half)).toBe(true);
    expect(isLakeConflict(half)).toBe(false);
  });

  it('that lasts says to wait longer', () => {
    const error = explainLakeError(ofSession(conflict), 'lake', []);
    expect(error.suggestion).toContain('--wait');
  });
});
