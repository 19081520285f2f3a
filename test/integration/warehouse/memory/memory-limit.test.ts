import { expect, it, onTestFinished } from 'vitest';
import type { Connection } from '../../../../src/warehouse/engine/connection.js';
import {
  isOutOfMemory,
  trimCache,
  withMemoryLimit,
} from '../../../../src/warehouse/memory/memory-limit.js';
import { temporaryWarehouse } from '../../../support/temporary-warehouse.js';

async function limitOf(connection: Connection): Promise<unknown> {
  const [row] = await connection.all(`select current_setting('memory_limit') as memory_limit`);
  return row?.memory_limit;
}

it('the engine is limited during the work only, and never to more than before', async () => {
  const warehouse = await temporaryWarehouse();
  const connection = await warehouse.connect();
  onTestFinished(() => connection.close());
  const usual = await limitOf(connection);
  const during = async (megabytes: number) =>
    withMemoryLimit(connection, megabytes, async ({ isLower }) => [
      await limitOf(connection),
      isLower,
    ]);
  /* Often enough that a limit which is rounded down each time would be lower at the end. */
  for (let run = 0; run < 20; run += 1) {
    expect(await during(200)).toEqual(['190.7 MiB', true]);
    expect(await limitOf(connection)).toBe(usual);
  }
  expect(await during(1e9)).toEqual([usual, false]);
  for (const megabytes of [200, 1e9]) {
    await withMemoryLimit(connection, megabytes, async () => {
      const limit = await limitOf(connection);
      await trimCache(connection, 50);
      expect(await limitOf(connection)).toBe(limit);
    });
  }
  const failed = withMemoryLimit(connection, 200, () => Promise.reject(new Error('broken')));
  await expect(failed).rejects.toThrow('broken');
  expect(await limitOf(connection)).toBe(usual);
});

it('a statement that needs more fails for want of memory, and succeeds as an exception', async () => {
  const warehouse = await temporaryWarehouse();
  const connection = await warehouse.connect();
  onTestFinished(() => connection.close());
  const large =
    'create or replace table large as select list(i) as l from range(2_000_000) as rows(i)';
  await withMemoryLimit(connection, 10, async (limit) => {
    const error = await connection.run(large).catch((thrown: unknown) => thrown);
    expect(isOutOfMemory(error)).toBe(true);
    expect(isOutOfMemory(new Error('x', { cause: error }))).toBe(true);
    await limit.except(async () => {
      await limit.except(() => connection.run('drop table if exists large'));
      await connection.run(large);
      await connection.run('drop table large');
    });
    expect(await limitOf(connection)).toBe('9.5 MiB');
  });
  const other = await connection.run('select no_column').catch((thrown: unknown) => thrown);
  expect(isOutOfMemory(other)).toBe(false);
});
