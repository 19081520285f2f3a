import { expect, it, onTestFinished } from 'vitest';
import { trimCache } from '../../../../src/warehouse/memory/memory-limit.js';
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
  await trimCache(connection, 10);
  expect(await megabytesInUse()).toBeLessThan(10);
  /* The engine rounds its limit down to a tenth. */
  const after = await limit();
  expect(before - after).toBeLessThan(0.11);
  /* More is in use than it is to keep: nothing happens, and the connection still works. */
  await connection.run('create temp table used as from toast.cached limit 100_000');
  await trimCache(connection, 0);
  expect(await limit()).toBe(after);
  expect(await connection.all('select count(*)::integer as rows from used')).toEqual([
    { rows: 100_000 },
  ]);
});
