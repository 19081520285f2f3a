import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it } from 'vitest';
import { nameWarnings } from '../../../src/warehouse/name-warning.js';
import { Warehouse } from '../../../src/warehouse/warehouse.js';
import { errorOf } from '../../support/error-of.js';
import { tempDir } from '../../support/temp-dir.js';

async function schemasOf(warehouse: Warehouse): Promise<string[]> {
  const rows = await warehouse.with((connection) =>
    connection.all<{ name: string }>(
      `select schema_name as name from duckdb_schemas()
      where database_name = current_database() and not internal`,
    ),
  );
  return rows.map(({ name }) => name);
}

/* Reads a table of the schema as an analyst does, with the engine alone. */
async function readElsewhere(path: string, schema: string): Promise<unknown> {
  const instance = await DuckDBInstance.create(path, { access_mode: 'READ_ONLY' });
  const connection = await instance.connect();
  try {
    return (await connection.runAndReadAll(`select i from ${schema}.x`)).getRowsJson();
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

describe('nameWarnings', () => {
  it('warns of the names that another tool finds ambiguous, for every schema', async () => {
    const folder = await tempDir();
    const path = join(folder, 'warehouse.duckdb');
    const warehouse = await Warehouse.open(path, { mode: 'write' });
    const schemas = await schemasOf(warehouse);
    await warehouse.with(async (connection) => {
      for (const schema of schemas) await connection.run(`create table ${schema}.x as select 1 i`);
    });
    warehouse.close();
    expect(schemas).toEqual(expect.arrayContaining(['toast', 'raw_toast']));
    for (const schema of schemas) {
      expect(await readElsewhere(path, schema)).toEqual([[1]]);
      for (const name of [`${schema}.duckdb`, `${schema.toUpperCase()}.2026.duckdb`]) {
        const copy = join(folder, name);
        await copyFile(path, copy);
        const error = await errorOf(readElsewhere(copy, schema));
        expect(error.message).toContain(`Ambiguous reference to catalog or schema "${schema}"`);
        expect(nameWarnings(copy)).toEqual([expect.stringContaining(copy)]);
      }
    }
  });

  it.each(['transient', 'toast_history', 'toast_staging'])('warns of %s, also in use', (name) => {
    expect(nameWarnings(`/data/${name}.duckdb`)).toHaveLength(1);
  });

  it.each(['warehouse.duckdb', 'toast-demo.duckdb', 'my.toast.duckdb', 'toast2.db', '.toast'])(
    'does not warn of %s',
    (name) => {
      expect(nameWarnings(`/toast/${name}`)).toEqual([]);
    },
  );
});
