import { documentationUrl } from '../../documentation.js';
import {
  DatabaseError,
  DatabaseLockedError,
  MalformedJsonError,
  ToastError,
} from '../../errors.js';

/** Says that a query must not read a file, and how it may. */
export function closedFile(file: string): { message: string; suggestion: string } {
  return {
    message: `${file} cannot be read: only folders named with --allow-dir are open.`,
    suggestion: 'Put the files to read in a folder of their own, and add --allow-dir FOLDER.',
  };
}

/* Describes how to explain the errors whose text matches `when`. */
interface Explanation {
  readonly when: RegExp;
  /** Says what happened. `found` are the groups that `when` captured. */
  readonly message: (path: string, ...found: (string | undefined)[]) => string;
  readonly suggestion: string;
  /** A page of the documentation that says more. */
  readonly page?: string;
}

const recovering = 'operations#recovering';

/* DuckDB has no error codes for these, so its texts are matched. The first match counts. */
const explanations: readonly Explanation[] = [
  {
    when: /not a valid DuckDB database file/,
    message: (path) => `${path} is not a DuckDB database.`,
    suggestion: 'Use --database to name another file. This one was not changed.',
  },
  {
    when: /database file with version number (\d+), but we can only read/,
    message: (path, version) =>
      `${path} was written by a version of DuckDB that this one cannot read (storage version ${version}).`,
    suggestion: 'Install a newer version of toast-warehouse. The file was not changed.',
  },
  {
    when: /replaying WAL file/,
    message: (path) =>
      `${path}.wal, which contains the latest changes, is damaged or belongs to another database.`,
    suggestion:
      'Restore both files from a backup, or move the .wal file away and lose the changes in it.',
    page: recovering,
  },
  {
    when: /Corrupt database file|Could not read enough bytes/,
    message: (path) => `${path} is damaged: part of it is missing or was overwritten.`,
    suggestion: 'Restore a backup, or extract into a new file.',
    page: recovering,
  },
  {
    /* Comes before DuckDB's internal errors, whose text can contain this one. */
    when: /(?:Could not write file "(.*?)": )?(?:No space left on device|File too large|Disk quota exceeded|failed to offload)/,
    /* The database's own files beside it have its name in theirs. */
    message: (path, file = path) =>
      `No space is left to write ${file.startsWith(path) ? path : file}.`,
    suggestion: 'Free disk space and run the command again. Committed data is kept.',
  },
  {
    when: /INTERNAL Error: (.*)|has been invalidated/,
    message: (path, what) =>
      `DuckDB failed with an internal error on ${path}${what === undefined ? '' : `: ${what}`}.`,
    suggestion:
      'Run the command again. If it fails again, restore a backup or extract into a new file.',
    page: recovering,
  },
  {
    when: /file "(.*?)": Is a directory/,
    message: (path, file = path) => `${file} is a folder.`,
    suggestion: 'Use the path of a file, for the database with --database.',
  },
  {
    when: /Cannot open file "(.*?)": (Permission denied|Read-only file system|Operation not permitted)/,
    message: (path, file = path, reason) => `${file} cannot be opened: ${reason?.toLowerCase()}.`,
    suggestion:
      'Reading needs read permission on the file. Writing needs write permission on the file and on its folder, where DuckDB creates the .wal file.',
  },
  {
    when: /Cannot open file "(.*?)": (?:No such file or directory|Not a directory)/,
    message: (path, file = path) => `${file} cannot be opened because its folder does not exist.`,
    suggestion: 'Create the folder first, or name another file.',
  },
  {
    when: /Permission Error: Cannot access (?:file|directory) "(.*?)" - file system operations are disabled/s,
    message: (_, file = 'A file') => closedFile(file).message,
    suggestion: closedFile('').suggestion,
  },
  {
    when: /Cannot execute statement of type "(.+?)".* read-only mode/s,
    message: (path, statement) =>
      `${path} is open for reading only, so ${statement} is not possible.`,
    suggestion: 'Use SELECT. `toast query --output FILE` saves its result.',
  },
];

/**
 * Converts an error of DuckDB into one that says what happened and what to do. `path` is the database
 * file. Returns a ToastError unchanged.
 */
export function explainDatabaseError(error: unknown, path: string): ToastError {
  if (error instanceof ToastError) return error;
  const text = withoutStack(error instanceof Error ? error.message : String(error));
  const holder = /Conflicting lock is held in (.*?)(?: by user .*?|\. However.*?)?\. See/s.exec(
    text,
  )?.[1];
  if (holder !== undefined || text.includes('Could not set lock on file')) {
    return new DatabaseLockedError(`${path} is in use by ${holder ?? 'another process'}.`, {
      suggestion:
        'Close the database in that process or wait for it to end, then try again. --wait 10m waits for up to 10 minutes.',
      cause: error,
    });
  }
  if (/Malformed JSON in file|Expected top-level JSON array/.test(text)) {
    return new MalformedJsonError('A file is not a valid JSON list.', { cause: error });
  }
  /* The rest of the text quotes the SQL, which can contain any text. */
  const summary = text.split('\n\nLINE ')[0] ?? text;
  for (const { when, message, suggestion, page } of explanations) {
    const found = when.exec(summary);
    if (found === null) continue;
    const more = page === undefined ? '' : ` ${documentationUrl(page)} says more.`;
    return new DatabaseError(message(path, ...found.slice(1)), {
      suggestion: `${suggestion}${more}`,
      cause: error,
    });
  }
  return new DatabaseError(text.replace(/^Failed to extract statements: /, ''), { cause: error });
}

/* Removes the stack trace that ends DuckDB's internal errors. */
function withoutStack(text: string): string {
  return text.replace(/\n\s*Stack Trace:[\s\S]*/, '').trim();
}
