import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Connection } from '../../src/warehouse/engine/connection.js';
import { Warehouse } from '../../src/warehouse/warehouse.js';

/**
 * Returns a function that writes the file of a new database, in which `setUp` has run. The database is created
 * once per process: to write its file takes a small part of the time of creating its schemas and tables.
 */
export function databaseTemplate(
  setUp: (connection: Connection) => Promise<void> = async () => undefined,
): (path: string) => Promise<void> {
  let file: Promise<Buffer> | undefined;
  return async (path) => {
    file ??= create(setUp);
    await writeFile(path, await file, { mode: 0o600 });
  };
}

/** Writes the file of a new database, as `Warehouse.open` creates it. */
export const writeNewDatabase = databaseTemplate();

async function create(setUp: (connection: Connection) => Promise<void>): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'toast-template-'));
  try {
    const path = join(folder, 'new.duckdb');
    const warehouse = await Warehouse.open(path, { mode: 'write' });
    await warehouse.with(setUp);
    warehouse.close();
    return await readFile(path);
  } finally {
    await rm(folder, { recursive: true });
  }
}
