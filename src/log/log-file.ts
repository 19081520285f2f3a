import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createStream, type RotatingFileStream } from 'rotating-file-stream';
import { DatabaseError } from '../errors.js';
import { redact } from '../toast/redact.js';

/** Names what happened; the other fields say where, and how it went. */
export interface LogRecord {
  readonly event: string;
  readonly [field: string]: unknown;
}

/** A file of JSON lines, which keeps everything that a command reports. */
export interface LogFile {
  /** Absolute path of the file that is written now; older ones are beside it. */
  readonly path: string;
  write(record: LogRecord): void;
  /** Resolves when all records are in the file. */
  close(): Promise<void>;
}

export interface LogOptions {
  /** Absolute path of the database, beside which the folder `logs` is. */
  readonly database: string;
  /** Name of the command, which is in every record. */
  readonly command: string;
  /** Returns the current time in epoch milliseconds. */
  readonly now: () => number;
}

/* A night of fifty restaurants writes about 1 MB. */
const rotation = { size: '10M', maxFiles: 10, compress: 'gzip' } as const;

/**
 * Opens `logs/toast.log` beside the database for appending. Only the owner can read it. Contacts of guests
 * and passwords in URLs are replaced in every text; secrets are replaced in messages where they arise.
 * @throws DatabaseError, before the first record, if the folder cannot be written to.
 */
export async function openLogFile({ database, command, now }: LogOptions): Promise<LogFile> {
  const folder = join(dirname(database), 'logs');
  const path = join(folder, 'toast.log');
  const stream = await openStream(folder).catch((cause: unknown) => {
    throw new DatabaseError(`The log ${path} cannot be written.`, {
      suggestion: `Check the permissions of ${folder} and the free disk space.`,
      cause,
    });
  });
  /* A full disk must not end a run that the database still has room for. */
  stream.on('error', () => undefined);
  return {
    path,
    write: (record) => {
      const time = new Date(now()).toISOString();
      stream.write(`${JSON.stringify({ time, command, ...record }, redacted)}\n`);
    },
    close: () => new Promise((resolve) => stream.end(() => resolve())),
  };
}

async function openStream(folder: string): Promise<RotatingFileStream> {
  /* Not the folders above it: a wrong path of the database would leave them behind. */
  await mkdir(folder, { mode: 0o700 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  const stream = createStream('toast.log', { path: folder, mode: 0o600, ...rotation });
  await once(stream, 'open');
  return stream;
}

function redacted(_key: string, value: unknown): unknown {
  if (typeof value === 'string') return redact(value, []);
  return typeof value === 'bigint' ? String(value) : value;
}
