import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { Connection } from '../../warehouse/engine/connection.js';
import { identifier, literal } from '../../warehouse/engine/sql.js';
import type { PublishedTable } from '../plan/published-table.js';
import { publishedRows } from '../source/fingerprint.js';
import type { LocalFile } from '../store/store.js';

/*
 * Every engine reads this version of the format and this compression. Engines read a row group with one
 * thread; the engine's usual size suits files of a few megabytes as well as those of hundreds.
 */
const format = `format parquet, parquet_version v1, compression zstd, row_group_size 122880`;

/**
 * Writes the rows of a table, or those of a month, to a Parquet file on this machine, sorted by restaurant
 * and date: readers then skip what a query does not ask for.
 */
export async function exportFile(
  connection: Connection,
  table: PublishedTable,
  month: string | null | undefined,
  path: string,
): Promise<LocalFile> {
  const sorted = ['restaurant_id', 'business_date'].filter((name) =>
    table.columns.some((column) => column.name === name),
  );
  const order = sorted.length === 0 ? '' : ` order by ${sorted.map(identifier).join(', ')}`;
  const rows = `select * from (${publishedRows(table)})${where(month)}${order}`;
  await connection.run(`copy (${rows}) to ${literal(path)} (${format})`);
  return { path, bytes: (await stat(path)).size, sha256: await sha256Of(path) };
}

/** Returns the SHA-256 of a file, in hexadecimal. */
export async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

function where(month: string | null | undefined): string {
  if (month === undefined) return '';
  if (month === null) return ' where business_date is null';
  const first = `date ${literal(`${month}-01`)}`;
  return ` where business_date >= ${first} and business_date < ${first} + interval 1 month`;
}
