import { expect, it } from 'vitest';
import type { Connection } from '../../../../src/warehouse/engine/connection.js';
import { withEngineThreads } from '../../../../src/warehouse/engine/engine-threads.js';
import { temporaryWarehouse } from '../../../support/temporary-warehouse.js';

const threads = async (connection: Connection) => {
  const [row] = await connection.all(`select current_setting('threads') as threads`);
  return Number(row?.threads);
};

const [small, large] = [1_000_000, 100_000_000];

it('statements that run at a time share the threads of the engine, those of a small database have none besides, and the setting comes back', async () => {
  const warehouse = await temporaryWarehouse();
  await warehouse.with(async (connection) => {
    await connection.run('set threads = 4');
    const during = (bytes: number, statements: number) =>
      withEngineThreads(connection, { bytes, statements }, () => warehouse.with(threads));
    expect(await during(small, 1)).toBe(1);
    expect(await threads(connection)).toBe(4);
    expect(await during(large, 1)).toBe(4);
    expect(await during(large, 2)).toBe(3);
    expect(await during(large, 8)).toBe(1);
    const work = { bytes: small, statements: 2 };
    const failed = withEngineThreads(connection, work, () => Promise.reject(new Error('broken')));
    await expect(failed).rejects.toThrow('broken');
    expect(await threads(connection)).toBe(4);
  });
});
