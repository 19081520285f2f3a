import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { Warehouse } from '../../src/warehouse/warehouse.js';

/** A new database file that goes when the test ends. */
export async function temporaryWarehouse(): Promise<Warehouse> {
  const folder = await mkdtemp(join(tmpdir(), 'toast-'));
  const warehouse = await Warehouse.open(join(folder, 'toast.duckdb'), { mode: 'write' });
  onTestFinished(async () => {
    warehouse.close();
    await rm(folder, { recursive: true });
  });
  return warehouse;
}
