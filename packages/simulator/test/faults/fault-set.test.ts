import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkedFaultSet, type FaultSet } from '../../src/faults/fault-set.js';
import { NOW, start } from '../support/harness.js';

const rule = (fault: object, more: object = {}) => ({ rules: [{ ...more, fault }] });

describe('A fault set', () => {
  it.each<[unknown, RegExp]>([
    [null, /the whole: .*expected object/],
    [{ rulez: [] }, /the whole: .*"rulez"/],
    [{ clockOffset: '5 minutes' }, /clockOffset: is not an ISO 8601 duration/],
    [rule({ delayMs: 1e300 }), /rules\[0\]\.fault\.delayMs: .*<=2147483647/],
    [rule({ connection: 'refused', seconds: 1e300 }), /rules\[0\]\.fault\.seconds: .*<=2147483/],
    [{ token: { calls: 0 } }, /token\.calls: .*>=1/],
    [{ rules: [{ nth: 1 }] }, /rules\[0\]\.fault: /],
    [rule({}), /rules\[0\]\.fault: needs one of status, connection, page, token, delayMs, edit/],
    [rule({ status: 418 }), /rules\[0\]\.fault\.status: .*400\|401\|403/],
    [rule({ status: 500, page: 'empty' }), /rules\[0\]\.fault\.page: excludes status/],
    [rule({ connection: 'slow' }), /rules\[0\]\.fault\.connection: .*"refused"\|"reset"/],
    [rule({ page: 'empty', body: 'html' }), /rules\[0\]\.fault\.body: needs status/],
    [rule({ status: 503, retryAfterSeconds: 1 }), /fault\.retryAfterSeconds: needs status 429/],
    [rule({ status: 500, resetSeconds: 1 }), /fault\.resetSeconds: needs status 429/],
    [rule({ connection: 'reset', seconds: 1 }), /fault\.seconds: needs connection "refused"/],
    [rule({ status: 500 }, { chance: 2 }), /rules\[0\]\.chance: .*<=1/],
    [rule({ status: 500 }, { from: 4, to: 3 }), /rules\[0\]\.to: is before from \(4\)/],
    [rule({ status: 500 }, { restaurant: 'Main' }), /rules\[0\]\.restaurant: is not a GUID/],
    [rule({ edit: 'first' }, { endpoint: '*' }), /endpoint: must be \/orders\/v2\/ordersBulk/],
    [rule({ page: 'twice' }, { endpoint: '/config/v2/menus' }), /endpoint: must be \/orders/],
  ])('is refused with the place of the problem: %j', (faults, message) => {
    expect(() => checkedFaultSet(faults)).toThrow(RangeError);
    expect(() => checkedFaultSet(faults)).toThrow(message);
  });

  it('can be the example of the documentation', async () => {
    const page = await readFile(join(import.meta.dirname, '../../../../docs/simulator.md'), 'utf8');
    const [, example = ''] = /```json\n(\{\n {2}"rules".*?)```/s.exec(page) ?? [];
    const simulator = await start({ faults: JSON.parse(example) as FaultSet });
    expect(simulator.faults().rules).toHaveLength(4);
  });

  it('is refused with all of its problems at once', () => {
    const faults = { rules: [{ fault: { status: 1 } }, { nth: 0, fault: { edit: 'all' } }] };
    expect(() => checkedFaultSet(faults)).toThrow(
      /\nrules\[0\]\.fault\.status: .*\nrules\[1\]\.nth: .*\nrules\[1\]\.fault\.edit: /,
    );
  });

  it('is refused as a whole when its clockOffset leads out of the range of the clock', async () => {
    const faults = { clockOffset: 'PT1M', ...rule({ status: 500 }) } as const;
    const simulator = await start({ faults });
    for (const clockOffset of ['P999999Y', '-P100Y', `P${'9'.repeat(400)}D`]) {
      expect(() => simulator.setFaults({ clockOffset })).toThrow(RangeError);
    }
    expect(simulator.faults()).toMatchObject(faults);
    expect(simulator.now()).toEqual(new Date(NOW.getTime() + 60_000));
  });

  it('is refused for endpoints and restaurants that the server does not have', async () => {
    const simulator = await start();
    const unknown = {
      rules: [
        { endpoint: '/orders/v2/*', fault: { status: 500 } },
        { endpoint: '/orders/v2/ordersbulk', fault: { status: 500 } },
        { restaurant: '00000000-0000-4000-8000-000000000000', fault: { status: 500 } },
      ],
    } as const;
    expect(() => simulator.setFaults(unknown)).toThrow(
      /\nrules\[1\]\.endpoint: there is no \/orders\/v2\/ordersbulk;.*\nrules\[2\]\.restaurant: /,
    );
    expect(() => simulator.addFaults(...unknown.rules)).toThrow(RangeError);
    expect(simulator.faults()).toEqual({ rules: [] });
    await expect(start({ faults: unknown })).rejects.toThrow(RangeError);
  });
});
