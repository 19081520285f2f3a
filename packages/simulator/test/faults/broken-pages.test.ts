import { describe, expect, it } from 'vitest';
import type { FaultRule } from '../../src/faults/fault-set.js';
import { logIn, start } from '../support/harness.js';
import { HARBOUR } from '../support/small-world.js';

const BULK = '/orders/v2/ordersBulk';

/** Serves a page of orders with and without a fault. */
async function servedPage(): Promise<(fault?: FaultRule['fault']) => Promise<Buffer>> {
  const simulator = await start();
  return async (fault) => {
    simulator.setFaults({ rules: fault === undefined ? [] : [{ endpoint: BULK, fault }] });
    const response = await fetch(`${simulator.url}${BULK}?businessDate=20260110&pageSize=3`, {
      headers: {
        Authorization: `Bearer ${await logIn(simulator)}`,
        'Toast-Restaurant-External-ID': HARBOUR,
      },
    });
    return Buffer.from(await response.arrayBuffer());
  };
}

describe('A page fault that breaks an entity', () => {
  it.each([
    ['surrogate', '"no onions \\ud83d"'],
    ['latin1', '"caf\xe9"'],
    ['nul', '"no\0onions"'],
    ['nan', 'NaN'],
  ] as const)('"%s" adds a field to the first one and leaves the others', async (page, value) => {
    const bytesOf = await servedPage();
    const whole = (await bytesOf()).toString('latin1');
    const broken = (await bytesOf({ page })).toString('latin1');
    expect(broken).toBe(whole.replace('[{', `[{"simulatedFault":${value},`));
  });

  it.each([
    ['nullGuid', { guid: null }],
    ['noGuid', { noGuid: null }],
  ] as const)('"%s" takes its id from the first one', async (page, id) => {
    const bytesOf = await servedPage();
    const [first = {}, ...others] = JSON.parse(String(await bytesOf())) as object[];
    const [broken, ...rest] = JSON.parse(String(await bytesOf({ page }))) as object[];
    const { guid, ...fields } = first as { guid: string };
    expect(guid).toMatch(/-/);
    expect(broken).toEqual({ ...id, ...fields });
    expect(rest).toEqual(others);
  });

  it('"noise" overwrites one stretch, another one at each call', async () => {
    const bytesOf = await servedPage();
    const whole = await bytesOf();
    const differences = (other: Buffer) =>
      [...whole.keys()].filter((at) => whole[at] !== other[at]);
    const stretches = [differences(await bytesOf({ page: 'noise' }))];
    for (const stretch of stretches) {
      expect(stretch.length).toBeGreaterThan(0);
      expect(stretch.length).toBeLessThanOrEqual(48);
      expect(stretch.at(-1)! - stretch[0]!).toBe(stretch.length - 1);
    }
  });
});
