import {
  DatabaseError,
  DatabaseLockedError,
  MalformedJsonError,
  ToastError,
} from '../../errors.js';

interface Explanation {
  readonly when: RegExp;
  /** What happened; `found` is what `when` captured. */
  readonly message: (path: string, ...found: (string | undefined)[]) => string;
  readonly suggestion: string;
}

/* The texts are those of the engine, which has no codes for these. The first that fits counts. */
const explanations: readonly Explanation[] = [
  {
    when: /not a valid DuckDB database file/,
    message: (path) => `${path} is not a DuckDB database.`,
    suggestion: 'Name another file with --database; this one was left as it is.',
  },
  {
    when: /database file with version number (\d+), but we can only read/,
    message: (path, version) =>
      `${path} was written by another version of DuckDB (its storage version is ${version}), which this one cannot read.`,
    suggestion: 'Install a newer toast-warehouse; the file was left as it is.',
  },
  {
    when: /replaying WAL file/,
    message: (path) => `${path}.wal, with the latest changes, is damaged or of another database.`,
    suggestion:
      'Restore both files from a backup, or move the .wal away to do without what is in it: docs/operations.md, Recovering.',
  },
  {
    when: /Corrupt database file|Could not read enough bytes/,
    message: (path) => `${path} is damaged: a part of it is missing or was overwritten.`,
    suggestion: 'Restore a backup, or extract into a new file: docs/operations.md, Recovering.',
  },
  {
    /* Before what the engine says of itself afterwards, which quotes it. */
    when: /No space left on device|File too large|Disk quota exceeded|failed to offload/,
    message: (path) => `There is no room left to write ${path}.`,
    suggestion: 'Make room and run the command again; what was committed before is kept.',
  },
  {
    when: /INTERNAL Error: (.*)|has been invalidated/,
    message: (path, what) =>
      `The engine met a bug of its own in ${path}${what === undefined ? '' : `: ${what}`}.`,
    suggestion:
      'Try once more. If it stays, restore a backup or extract into a new file: docs/operations.md, Recovering.',
  },
  {
    when: /file "(.*?)": Is a directory/,
    message: (path, file = path) => `${file} is a folder.`,
    suggestion: 'Name a file; that of the database with --database.',
  },
  {
    when: /Cannot open file "(.*?)": (Permission denied|Read-only file system|Operation not permitted)/,
    message: (path, file = path, reason) =>
      `${file} cannot be opened for this: ${reason?.toLowerCase()}.`,
    suggestion:
      'Reading a file needs read permission. Whoever writes the database needs write permission on it and on its folder, for the .wal beside it.',
  },
  {
    when: /Cannot open file "(.*?)": (?:No such file or directory|Not a directory)/,
    message: (path, file = path) => `${file} cannot be opened, because there is no such folder.`,
    suggestion: 'Make the folder first, or name another file.',
  },
  {
    when: /Values were not provided for .* parameters: (.*)/,
    message: (_, names) => `The SQL has parameters without a value: ${names}.`,
    suggestion: 'Give each with --param name=value.',
  },
  {
    when: /Failed to retrieve bind parameter index/,
    message: () => 'A parameter was given that the SQL does not have.',
    suggestion: 'In the SQL a parameter is written as $name.',
  },
  {
    when: /Cannot execute statement of type "(.+?)".* read-only mode/s,
    message: (path, statement) =>
      `${path} is open for reading only, so ${statement} is not possible.`,
    suggestion: 'Ask with SELECT, and keep what you find with --output.',
  },
];

/**
 * Turns an error of the engine into one that says what to do. `path` is the database's file.
 * Errors that already are ToastErrors pass through.
 */
export function explainDatabaseError(error: unknown, path: string): ToastError {
  if (error instanceof ToastError) return error;
  const text = withoutStack(error instanceof Error ? error.message : String(error));
  const holder = /Conflicting lock is held in (.*?)(?: by user .*?)?\. See/s.exec(text)?.[1];
  if (holder !== undefined || text.includes('Could not set lock on file')) {
    return new DatabaseLockedError(`${path} is in use by ${holder ?? 'another process'}.`, {
      suggestion:
        'Wait for that process to end, or close the database there, and try again; --wait 10m does the waiting.',
      cause: error,
    });
  }
  if (/Malformed JSON in file|Expected top-level JSON array/.test(text)) {
    return new MalformedJsonError('A file is not a valid JSON list.', { cause: error });
  }
  /* What follows quotes the SQL, which can say anything. */
  const what = text.split('\n\nLINE ')[0] ?? text;
  for (const { when, message, suggestion } of explanations) {
    const found = when.exec(what);
    if (found === null) continue;
    return new DatabaseError(message(path, ...found.slice(1)), { suggestion, cause: error });
  }
  return new DatabaseError(text, { cause: error });
}

/* Errors of the engine about itself end with pages of addresses. */
function withoutStack(text: string): string {
  return text.replace(/\n\s*Stack Trace:[\s\S]*/, '').trim();
}
