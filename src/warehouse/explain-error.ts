import { DatabaseError, DatabaseLockedError, MalformedPageError, ToastError } from '../errors.js';

/**
 * Turns an error of the engine into one that says what to do. `path` is the database's file.
 * Errors that already are ToastErrors pass through.
 */
export function explainDatabaseError(error: unknown, path: string): ToastError {
  if (error instanceof ToastError) return error;
  const text = error instanceof Error ? error.message : String(error);
  const holder = /Conflicting lock is held in (.*?)(?: by user .*?)?\. See/s.exec(text)?.[1];
  if (holder !== undefined || text.includes('Could not set lock on file')) {
    return new DatabaseLockedError(`${path} is in use by ${holder ?? 'another process'}.`, {
      suggestion:
        'Wait for that process to end, or close the database there, and try again; --wait 10m does the waiting.',
      cause: error,
    });
  }
  if (text.includes('not a valid DuckDB database file')) {
    return new DatabaseError(`${path} is not a DuckDB database.`, {
      suggestion: 'Name another file with --database; this one was left as it is.',
      cause: error,
    });
  }
  const statement = /Cannot execute statement of type "(.+?)".* read-only mode/s.exec(text)?.[1];
  if (statement !== undefined) {
    return new DatabaseError(`${path} is open for reading only, so ${statement} is not possible.`, {
      suggestion: 'Ask with SELECT, and keep what you find with --output or in a temporary table.',
      cause: error,
    });
  }
  if (/Malformed JSON in file|Expected top-level JSON array/.test(text)) {
    return new MalformedPageError('A page from Toast is not the JSON list that it should be.', {
      cause: error,
    });
  }
  return new DatabaseError(text.trim(), { cause: error });
}
