import { describe, expect, it } from 'vitest';
import { DatabaseError, MalformedPageError, UsageError } from '../../../src/errors.js';
import { explainDatabaseError } from '../../../src/warehouse/explain-error.js';

const explain = (text: string) => explainDatabaseError(new Error(text), '/data/x.duckdb');

describe('explainDatabaseError', () => {
  it('names the process that holds the lock', () => {
    const error = explain(
      'IO Error: Could not set lock on file "/data/x.duckdb": Conflicting lock is held in /usr/bin/node (PID 4711) by user anna. See also https://duckdb.org/docs/connect/concurrency',
    );
    expect(error).toBeInstanceOf(DatabaseError);
    expect(error.message).toBe('/data/x.duckdb is in use by /usr/bin/node (PID 4711).');
    expect(error.suggestion).toMatch(/Wait for that process/);
  });

  it('does without the process where the engine does not know it', () => {
    const error = explain('IO Error: Could not set lock on file "/data/x.duckdb": busy');
    expect(error.message).toBe('/data/x.duckdb is in use by another process.');
  });

  it('says what cannot be done with a file that is open for reading', () => {
    const error = explain(
      'Invalid Input Error: Cannot execute statement of type "CREATE" on database "x" which is attached in read-only mode!',
    );
    expect(error.message).toBe(
      '/data/x.duckdb is open for reading only, so CREATE is not possible.',
    );
    expect(error.suggestion).toMatch(/SELECT/);
  });

  it('knows a page that is no JSON', () => {
    const error = explain('Invalid Input Error: Malformed JSON in file "/data/spool/1.json", at …');
    expect(error).toBeInstanceOf(MalformedPageError);
  });

  it('keeps what it does not know as it is, and what is explained already', () => {
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
