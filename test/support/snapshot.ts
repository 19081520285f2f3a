import { copyFile } from 'node:fs/promises';
import { expect } from 'vitest';
import { Warehouse } from '../../src/warehouse/warehouse.js';
import { fileExists } from '../../src/warehouse/engine/database.js';
import { allModelledDigests, modelledRows, type Digests } from './rows.js';
import { tempDir } from './temp-dir.js';

/**
 * What is in the modelled tables at one time, as `modelledRows` reads it: digests, and a copy of the file, from
 * which rows are read only where two snapshots differ.
 */
export class Snapshot {
  private constructor(
    private readonly digests: Digests,
    private readonly path: string,
  ) {}

  /** Takes a snapshot of a database that is not being written. It ends with the test. */
  static async of(warehouse: Warehouse): Promise<Snapshot> {
    const copy = `${await tempDir()}/copy.duckdb`;
    await copyFile(warehouse.path, copy);
    const log = `${warehouse.path}.wal`;
    if (await fileExists(log)) await copyFile(log, `${copy}.wal`);
    return new Snapshot(await allModelledDigests(warehouse), copy);
  }

  /** Names the tables that only one of two snapshots has, or that have other rows or columns. */
  differences({ digests }: Snapshot): string[] {
    const tables = new Set([...Object.keys(digests), ...Object.keys(this.digests)]);
    return [...tables].filter((table) => digests[table] !== this.digests[table]).toSorted();
  }

  /** Reads the rows of tables, of which those that were missing are left out. */
  async rows(tables: readonly string[]): Promise<Record<string, string[]>> {
    const warehouse = await Warehouse.open(this.path, { mode: 'read' });
    try {
      const present = tables.filter((table) => table in this.digests);
      return await modelledRows(warehouse, present);
    } finally {
      warehouse.close();
    }
  }
}

/** Expects that two snapshots are equal. @throws an error that shows the rows in which they are not. */
export async function expectSame(actual: Snapshot, expected: Snapshot): Promise<void> {
  const tables = actual.differences(expected);
  if (tables.length > 0) expect(await actual.rows(tables)).toEqual(await expected.rows(tables));
  expect(tables).toEqual([]);
}
