import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { Warehouse } from '../../src/warehouse/warehouse.js';
import { writeNewDatabase } from './database-template.js';

/** A new database file that goes when the test ends. */
export async function temporaryWarehouse(): Promise<Warehouse> {
  const folder = await mkdtemp(join(tmpdir(), 'toast-'));
  const path = join(folder, 'toast.duckdb');
  await writeNewDatabase(path);
  const warehouse = await Warehouse.open(path, { mode: 'write' });
  onTestFinished(async () => {
    warehouse.close();
    await rm(folder, { recursive: true });
  });
  return warehouse;
}
