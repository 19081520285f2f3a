import { describe, expect, it } from 'vitest';
import type { FaultRule } from '../../src/faults/fault-set.js';
import { client, errorBody, send, start } from '../support/harness.js';

const FAULTS = '/__faults';
const BULK = '/orders/v2/ordersBulk';
const PAGE = `${BULK}?businessDate=20260110&pageSize=10`;
const RULE: FaultRule = { endpoint: BULK, nth: 2, fault: { status: 500 } };

describe('The control endpoint /__faults', () => {
  it('shows, replaces, adds and clears fault rules', async () => {
    const simulator = await start();
    const get = await client(simulator);
    const shown = async () => (await send(simulator, FAULTS)).body;
    const post = async (path: string, body: unknown) =>
      (await send(simulator, path, { method: 'POST', body })).body;
    expect(await shown()).toEqual({ rules: [] });

    const set = { clockOffset: 'PT1M', token: { calls: 9 }, rules: [RULE] };
    const after = { ...set, rules: [{ ...RULE, calls: 0, fired: 0 }] };
    expect(await post(FAULTS, set)).toEqual(after);
    for (const status of [200, 500, 200]) expect((await get(PAGE)).status).toBe(status);
    expect(await shown()).toEqual({ ...set, rules: [{ ...RULE, calls: 3, fired: 1 }] });

    const more: FaultRule = { fault: { status: 503 } };
    await post(`${FAULTS}/rules`, more);
    expect(await post(`${FAULTS}/rules`, [RULE, more])).toEqual({
      ...set,
      rules: [
        { ...RULE, calls: 3, fired: 1 },
        { ...more, calls: 0, fired: 0 },
        { ...RULE, calls: 0, fired: 0 },
        { ...more, calls: 0, fired: 0 },
      ],
    });
    expect((await get(PAGE)).status).toBe(503);

    const cleared = await send(simulator, FAULTS, { method: 'DELETE' });
    expect(cleared.body).toEqual({ rules: [] });
    expect((await get(PAGE)).status).toBe(200);
    expect(simulator.faults()).toEqual({ rules: [] });
  });

  it('refuses invalid rules and keeps the previous ones', async () => {
    const simulator = await start({ faults: { rules: [RULE] } });
    for (const [path, body] of [
      [FAULTS, { rules: [{ fault: { status: 200 } }] }],
      [`${FAULTS}/rules`, { fault: { status: 200 } }],
    ] as const) {
      const answer = await send(simulator, path, { method: 'POST', body });
      expect(answer.status).toBe(400);
      expect(answer.body).toEqual(
        errorBody(answer, 400, expect.stringContaining('\nrules[0].fault.status: ')),
      );
    }
    expect(simulator.faults()).toEqual({ rules: [{ ...RULE, calls: 0, fired: 0 }] });
  });
});
