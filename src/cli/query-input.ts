import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { UsageError } from '../errors.js';
import type { Parameters } from '../warehouse/engine/connection.js';

const example = 'Write it like toast query "select count(*) from orders".';

/**
 * The SQL to run: the argument, the file that `--file` names, or standard input for `-`.
 * @throws UsageError when there is none, or two.
 */
export async function readSql(
  argument: string | undefined,
  file: string | undefined,
  stdin: NodeJS.ReadableStream,
): Promise<string> {
  if ((argument === undefined) === (file === undefined)) {
    throw new UsageError('Give the SQL as the argument or with --file, one of the two.', {
      suggestion: example,
    });
  }
  let sql: string;
  if (file !== undefined) sql = await readSqlFile(file);
  else sql = argument === '-' ? await text(stdin) : (argument ?? '');
  if (sql.trim() === '') throw new UsageError('The SQL is empty.', { suggestion: example });
  return sql;
}

async function readSqlFile(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new UsageError(`Cannot read the SQL file ${file} (${code ?? 'unknown'}).`, {
      suggestion: 'Check the path given with --file.',
      cause,
    });
  }
}

/**
 * `['name=value', …]` as values of the named parameters `$name`, as texts. @throws UsageError for one without `=`.
 */
export function parseParameters(given: readonly string[]): Parameters {
  return Object.fromEntries(
    given.map((pair) => {
      const [, name, value] = /^\$?(\w+)=(.*)$/s.exec(pair) ?? [];
      if (name === undefined || value === undefined) {
        throw new UsageError(`--param ${pair} is not name=value.`, {
          suggestion: 'Write --param from=2026-03-01 and $from in the SQL.',
        });
      }
      return [name, value];
    }),
  );
}
