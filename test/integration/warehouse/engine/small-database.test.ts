import { expect, it } from 'vitest';
import type { Connection } from '../../../../src/warehouse/engine/connection.js';
import { chooseCompression, smallBytes } from '../../../../src/warehouse/engine/small-database.js';
import { temporaryWarehouse } from '../../../support/temporary-warehouse.js';

it('text is compressed by its symbols unless the database is small', async () => {
  const warehouse = await temporaryWarehouse();
  /* Much of it repeats, as in names and addresses: the engine decides by a random sample. */
  const text = `'a street with a long name and no end, number ' || hash(i) || ', in a city with a longer name'`;
  const compressions = async (connection: Connection, bytes: number) => {
    await chooseCompression(connection, bytes);
    await connection.run(`create or replace table toast.x as
      select ${text} as text from range(20000) as t(i); checkpoint`);
    const rows = await connection.all(
      `select distinct compression from pragma_storage_info('toast.x') where segment_type = 'VARCHAR'`,
    );
    return rows.map(({ compression }) => compression);
  };
  await warehouse.with(async (connection) => {
    expect(await compressions(connection, smallBytes)).toContain('FSST');
    expect(await compressions(connection, smallBytes - 1)).not.toContain('FSST');
    expect(await compressions(connection, smallBytes)).toContain('FSST');
  });
});
