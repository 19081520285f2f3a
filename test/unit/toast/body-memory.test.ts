import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { BodyMemory } from '../../../src/toast/body-memory.js';

/* Reserves memory for one response each, and lists those that may go on. */
async function reserving(memory: BodyMemory, sizes: readonly number[]) {
  const granted: number[] = [];
  const leases = sizes.map((bytes, index) => {
    const lease = memory.lease();
    void lease.reserve(bytes).then(() => granted.push(index));
    return lease;
  });
  await setImmediate();
  return {
    granted,
    release: async (index: number) => {
      leases[index]?.release();
      await setImmediate();
    },
  };
}

describe('BodyMemory', () => {
  it('lets small responses pass, and large ones two at a time', async () => {
    const { granted, release } = await reserving(
      new BodyMemory({ free: 10 }),
      [11, 10, 12, 13, 14, 1],
    );
    expect(granted.toSorted()).toEqual([0, 1, 2, 5]);
    await release(2);
    expect(granted.toSorted()).toEqual([0, 1, 2, 3, 5]);
    await release(0);
    expect(granted.toSorted()).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('takes one turn for a response that grows', async () => {
    const memory = new BodyMemory({ free: 10, large: 1 });
    const lease = memory.lease();
    for (const bytes of [5, 11, 20]) await lease.reserve(bytes);
    lease.release();
    const other = memory.lease();
    await other.reserve(11);
    other.release();
  });

  it('passes on the turn of a response that ended while it waited', async () => {
    const { granted, release } = await reserving(new BodyMemory({ free: 0, large: 1 }), [1, 2, 3]);
    await release(1);
    await release(0);
    expect(granted).toContain(2);
  });
});
