import { expect, it, onTestFinished } from 'vitest';
import { trimCache } from '../../../../src/warehouse/engine/memory-limit.js';
import { temporaryWarehouse } from '../../../support/temporary-warehouse.js';

it('returns the memory of cached blocks, and leaves room for large transactions', async () => {
  const warehouse = await temporaryWarehouse();
  const connection = await warehouse.connect();
  onTestFinished(() => connection.close());
  const megabytesInUse = async () => {
    const [row] = await connection.all(
      'select sum(memory_usage_bytes)::double / 1e6 as megabytes from duckdb_memory()',
    );
    return Number(row?.megabytes);
  };
  const limit = async () => {
    const [row] = await connection.all(`select current_setting('memory_limit') as gigabytes`);
    return Number.parseFloat(String(row?.gigabytes));
  };
  const before = await limit();
  await connection.run(
    'create table toast.cached as select md5(i::varchar) as text from range(1_500_000) as rows(i)',
  );
  await connection.run('checkpoint');
  await connection.run('select max(text) from toast.cached');
  expect(await megabytesInUse()).toBeGreaterThan(30);
  await trimCache(connection, { megabytes: 10, spill: true });
  expect(await megabytesInUse()).toBeLessThan(10);
  /* The engine rounds its limit down to a tenth. */
  const after = await limit();
  expect(before - after).toBeLessThan(0.11);
  const isSpilled = async () => {
    const [row] = await connection.all(
      'select sum(temporary_storage_bytes) > 0 as spilled from duckdb_memory()',
    );
    return row?.spilled;
  };
  /* More is in use than it is to keep: the limit stays as it is, and the connection still works. */
  await connection.run('create temp table used as from toast.cached limit 100_000');
  for (const spill of [false, true]) {
    await trimCache(connection, { megabytes: 0, spill });
    expect(await isSpilled()).toBe(spill);
    expect(await limit()).toBe(after);
    expect(await connection.all('select count(*)::integer as rows from used')).toEqual([
      { rows: 100_000 },
    ]);
  }
});
