import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { UsageError } from '../errors.js';
import type { Parameters } from '../warehouse/engine/connection.js';

const example = 'For example: toast query "select count(*) from orders"';

/**
 * Returns the SQL to run: the argument, the contents of the file that `--file` names, or standard
 * input if the argument is `-`.
 * @throws UsageError if there is no SQL, if it is given twice, or if the file cannot be read.
 */
export async function readSql(
  argument: string | undefined,
  file: string | undefined,
  stdin: NodeJS.ReadableStream,
): Promise<string> {
  if ((argument === undefined) === (file === undefined)) {
    throw new UsageError('Give the SQL either as an argument or with --file.', {
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
 * Parses `['name=value', …]` into the values, as strings, of the parameters `$name`.
 * @throws UsageError if one is not `name=value`.
 */
export function parseParameters(given: readonly string[]): Parameters {
  return Object.fromEntries(
    given.map((pair) => {
      const [, name, value] = /^\$?(\w+)=(.*)$/s.exec(pair) ?? [];
      if (name === undefined || value === undefined) {
        throw new UsageError(`--param ${pair} is not name=value.`, {
          suggestion: 'For example, use --param from=2026-03-01 and write $from in the SQL.',
        });
      }
      return [name, value];
    }),
  );
}
