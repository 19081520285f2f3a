import { expect, it } from 'vitest';
import type { Connection } from '../../../../src/warehouse/engine/connection.js';
import { withLeanEngine } from '../../../../src/warehouse/memory/lean-engine.js';
import { temporaryWarehouse } from '../../../support/temporary-warehouse.js';

const settingsOf = (connection: Connection) =>
  connection.all(
    `select current_setting('threads') as threads,
      current_setting('write_buffer_row_group_count') as groups,
      current_setting('allocator_background_threads') as background`,
  );

it('withLeanEngine gives the engine one thread, and its defaults back when the work fails', async () => {
  const warehouse = await temporaryWarehouse();
  await warehouse.with(async (connection) => {
    const before = await settingsOf(connection);
    const work = withLeanEngine(connection, async () => {
      const lean = { threads: 1, groups: 1, background: true };
      expect(await warehouse.with(settingsOf)).toEqual([lean]);
      throw new Error('no page');
    });
    await expect(work).rejects.toThrow('no page');
    expect(await settingsOf(connection)).toEqual(before);
  });
});
