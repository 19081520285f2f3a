import { describe, expect, it } from 'vitest';
import { DatabaseError, MalformedJsonError, UsageError } from '../../../../src/errors.js';
import { explainDatabaseError } from '../../../../src/warehouse/engine/explain-error.js';

const explain = (text: string) => explainDatabaseError(new Error(text), '/data/x.duckdb');

describe('explainDatabaseError', () => {
  it('names the process that holds the lock', () => {
    const error = explain(
      'IO Error: Could not set lock on file "/data/x.duckdb": Conflicting lock is held in /usr/bin/node (PID 4711) by user anna. See also https://duckdb.org/docs/connect/concurrency',
    );
    expect(error).toBeInstanceOf(DatabaseError);
    expect(error.message).toBe('/data/x.duckdb is in use by /usr/bin/node (PID 4711).');
    expect(error.suggestion).toMatch(/Close the database in that process or wait/);
  });

  it('without a user, the words about the flags of another tool are left out', () => {
    const error = explainDatabaseError(
      new Error(
        'IO Error: Could not set lock on file "/data/x.duckdb": Conflicting lock is held in /usr/bin/python3 (PID 12). However, you would be able to open this database in read-only mode, e.g. by using the -readonly parameter in the CLI. See also https://duckdb.org/docs/connect/concurrency',
      ),
      '/data/x.duckdb',
    );
    expect(error.message).toBe('/data/x.duckdb is in use by /usr/bin/python3 (PID 12).');
  });

  it('mentions another process where the engine does not name the holder of the lock', () => {
    const error = explain('IO Error: Could not set lock on file "/data/x.duckdb": busy');
    expect(error.message).toBe('/data/x.duckdb is in use by another process.');
  });

  it('explains that a file open for reading cannot be changed', () => {
    const error = explain(
      'Invalid Input Error: Cannot execute statement of type "CREATE" on database "x" which is attached in read-only mode!',
    );
    expect(error.message).toBe(
      '/data/x.duckdb is open for reading only, so CREATE is not possible.',
    );
    expect(error.suggestion).toMatch(/SELECT/);
  });

  it.each([
    [
      'IO Error: The file "/data/x.duckdb" exists, but it is not a valid DuckDB database file!',
      '/data/x.duckdb is not a DuckDB database.',
    ],
    [
      'IO Error: Trying to read a database file with version number 200, but we can only read versions between 64 and 68.\nThe database file was created with a newer version of DuckDB.',
      '/data/x.duckdb was written by a version of DuckDB that this one cannot read (storage version 200).',
    ],
    [
      'IO Error: Failure while replaying WAL file "/data/x.duckdb.wal": Corrupt WAL file',
      '/data/x.duckdb.wal, which contains the latest changes, is damaged or belongs to another database.',
    ],
    [
      'IO Error: Could not read enough bytes from file "/data/x.duckdb": attempted to read 9 bytes',
      '/data/x.duckdb is damaged: part of it is missing or was overwritten.',
    ],
    [
      'INTERNAL Error: Attempted to access index 1\n\nStack Trace:\n\n/lib/a.so(+0x5b) [0x7f]',
      'DuckDB failed with an internal error on /data/x.duckdb: Attempted to access index 1.',
    ],
    [
      'IO Error: Could not write file "/data/x.duckdb": No space left on device',
      'No space is left to write /data/x.duckdb.',
    ],
    [
      'IO Error: Could not write file "/share/orders.parquet": No space left on device',
      'No space is left to write /share/orders.parquet.',
    ],
    [
      'TransactionContext Error: Failed to commit: Could not write file "/data/x.duckdb.wal": File too large',
      'No space is left to write /data/x.duckdb.',
    ],
    [
      'IO Error: Could not read from file "/data/x.duckdb": Is a directory',
      '/data/x.duckdb is a folder.',
    ],
    [
      'IO Error: Cannot open file "/data/x.duckdb.wal": Permission denied',
      '/data/x.duckdb.wal cannot be opened: permission denied.',
    ],
    [
      'IO Error: Cannot open file "/home/a.csv": No such file or directory',
      '/home/a.csv cannot be opened because its folder does not exist.',
    ],
    [
      'Permission Error: Cannot access file "/home/a.csv" - file system operations are disabled by configuration',
      '/home/a.csv cannot be read: only folders named with --allow-dir are open.',
    ],
  ])('explains and suggests what to do: %s', (text, message) => {
    const error = explain(text);
    expect(error).toBeInstanceOf(DatabaseError);
    expect(error.message).toBe(message);
    expect(error.suggestion).toMatch(/\.$/);
  });

  it('ignores what a query quotes in the text of an error', () => {
    const text = `Catalog Error: Table x does not exist!\n\nLINE 1: select 'No space left on device' from x`;
    expect(explain(text).message).toBe(text);
  });

  it('recognizes a page that is not valid JSON', () => {
    const error = explain('Invalid Input Error: Malformed JSON in file "/data/spool/1.json", at …');
    expect(error).toBeInstanceOf(MalformedJsonError);
  });

  it('keeps the message of an unknown error, and returns an error of the toolkit unchanged', () => {
    const cause = new Error('Binder Error: no such column\n');
    const error = explainDatabaseError(cause, '/data/x.duckdb');
    expect(error).toBeInstanceOf(DatabaseError);
    expect(error.message).toBe('Binder Error: no such column');
    expect(error.cause).toBe(cause);
    const usage = new UsageError('x');
    expect(explainDatabaseError(usage, '/data/x.duckdb')).toBe(usage);
    expect(explainDatabaseError('just a text', '/data/x.duckdb').message).toBe('just a text');
  });
});

it('leaves out what the binding says of itself', () => {
  const error = new Error(
    'Failed to extract statements: Parser Error: syntax error at or near "selec"',
  );
  expect(explainDatabaseError(error, '/x.duckdb').message).toBe(
    'Parser Error: syntax error at or near "selec"',
  );
});
