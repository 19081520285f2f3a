import { resolve } from 'node:path';
import { Secret } from '../config/secret.js';
import { UsageError } from '../errors.js';

/** The database that keeps the metadata of a DuckLake. */
export interface Catalog {
  readonly type: 'postgres' | 'sqlite' | 'duckdb';
  /** Absolute path of the file; for PostgreSQL its connection string, without the password. */
  readonly connection: string;
  readonly password?: Secret | undefined;
  /** What it is called in messages: as given, without the password. */
  readonly label: string;
}

/**
 * Parses what follows `ducklake:`: `postgres:dbname=lake host=…`, `sqlite:lake.sqlite`, or the path of a
 * DuckDB file. A password in it is taken out.
 * @throws UsageError, which does not quote a password, when it is something else.
 */
export function parseCatalog(text: string): Catalog {
  const [, type, rest = ''] = /^(postgres|sqlite|duckdb):(.*)$/s.exec(text) ?? [];
  if (type === 'postgres') return parsePostgres(rest);
  if (type === 'sqlite' || type === 'duckdb') return catalogFile(type, rest, text);
  if (/^[a-z][\w+.-]+:/i.test(text)) throw invalid('A DuckLake cannot have its catalog there.');
  return catalogFile('duckdb', text, text);
}

function catalogFile(type: 'sqlite' | 'duckdb', path: string, text: string): Catalog {
  if (path === '' || path.includes('\0')) throw invalid('The DuckLake has no path.');
  return { type, connection: resolve(path), label: `ducklake:${text}` };
}

/* As in libpq: a value between quotes may hold blanks, and quotes after a backslash. */
const passwordPair = /(^|\s)password\s*=\s*('(?:[^'\\]|\\.)*'|\S*)\s*/gi;
const passwordOfUrl = /^(\w+:\/\/[^:@/\s]*):([^@/\s]*)(?=@)/i;
const passwordInQuery = /([?&])password=([^&]*)&?/gi;

function parsePostgres(text: string): Catalog {
  let password = '';
  const take = (read: (value: string) => string) => (_: string, before: string, value: string) => {
    password = read(value);
    return before;
  };
  const connection = text
    .replace(passwordOfUrl, take(decode))
    .replaceAll(passwordInQuery, take(decode))
    .replaceAll(passwordPair, take(unquote))
    .trim();
  if (connection === '') throw invalid('The DuckLake names no PostgreSQL database.');
  return {
    type: 'postgres',
    connection,
    ...(password === '' ? {} : { password: new Secret(password) }),
    label: `ducklake:postgres:${connection}`,
  };
}

function unquote(value: string): string {
  return value.startsWith("'") ? value.slice(1, -1).replace(/\\(.)/gs, '$1') : value;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function invalid(message: string): UsageError {
  return new UsageError(message, {
    suggestion:
      'Use a form like ducklake:postgres:dbname=lake host=db.example.com user=toast, ducklake:sqlite:lake.sqlite or ducklake:lake.ducklake.',
  });
}
