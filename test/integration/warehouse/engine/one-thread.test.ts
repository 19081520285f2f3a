import { expect, it } from 'vitest';
import { withOneThreadIfSmall } from '../../../../src/warehouse/engine/one-thread.js';
import type { Connection } from '../../../../src/warehouse/engine/connection.js';
import { temporaryWarehouse } from '../../../support/temporary-warehouse.js';

const threads = async (connection: Connection) => {
  const [row] = await connection.all(`select current_setting('threads') as threads`);
  return Number(row?.threads);
};

it('a small database is worked on with one thread per statement, a large one as before, and the setting comes back', async () => {
  const warehouse = await temporaryWarehouse();
  await warehouse.with(async (connection) => {
    await connection.run('set threads = 3');
    const during = (bytes: number) =>
      withOneThreadIfSmall(connection, bytes, () => warehouse.with(threads));
    expect(await during(1_000_000)).toBe(1);
    expect(await threads(connection)).toBe(3);
    expect(await during(100_000_000)).toBe(3);
    const failed = withOneThreadIfSmall(connection, 0, () => Promise.reject(new Error('broken')));
    await expect(failed).rejects.toThrow('broken');
    expect(await threads(connection)).toBe(3);
  });
});
