import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { Spool } from '../../../src/extract/fetch/spool.js';
import type { Unit } from '../../../src/extract/plan/plan.js';
import { restaurantDetails } from '../../../src/resources/restaurants.js';
import { loadedOrders } from './support/extraction.js';
import {
  ledgerStatuses,
  oneOrder,
  openTarget,
  restaurantOf,
  schedule,
  unit,
  type Target,
} from './support/units.js';

let target: Target;

beforeEach(async () => {
  target = await openTarget();
});

const threeUnits = [unit('r1', 0), unit('r1', 1), unit('r2', 0)];

describe('a unit', () => {
  it('is loaded together with its entry in the ledger', async () => {
    const { entries } = await schedule(target, threeUnits, oneOrder);
    expect(entries).toMatchObject(
      threeUnits.map(({ restaurantId, window }) => ({
        restaurantId,
        resource: 'orders',
        ...window,
        status: 'done',
        rowsRead: 1,
        rowsNew: 1,
        rowsUpdated: 0,
        requests: 1,
      })),
    );
    expect(await loadedOrders(target.warehouse)).toHaveLength(3);
    expect(await ledgerStatuses(target)).toEqual(['r1 0 done', 'r1 1 done', 'r2 0 done']);
  });

  it.each([401, 403])(
    'is skipped after a %i, and later windows of its stream are skipped without a request',
    async (status) => {
      const { entries, requests } = await schedule(target, threeUnits, (request) =>
        restaurantOf(request) === 'r1' && request.method === 'GET'
          ? { status, body: { message: 'no', requestId: 'req' } }
          : request.method === 'POST'
            ? { body: { token: { accessToken: 'token', expiresIn: 86_400 } } }
            : oneOrder(request),
      );
      expect(await ledgerStatuses(target)).toEqual(['r1 0 skipped', 'r1 1 skipped', 'r2 0 done']);
      const denied = requests.filter((request) => restaurantOf(request) === 'r1');
      expect(new Set(denied.map(({ url }) => url.searchParams.get('startDate'))).size).toBe(1);
      expect(entries[1]).toMatchObject({ requests: 0, rowsRead: 0, requestId: 'req' });
    },
  );

  it('is not skipped after a 403 for another resource', async () => {
    const details: Unit = { ...unit('r1', 0), resource: restaurantDetails };
    const { entries } = await schedule(target, [unit('r1', 0), details], ({ url }) =>
      url.pathname.includes('orders')
        ? { status: 403, body: '' }
        : { body: { guid: 'r1', general: {} } },
    );
    expect(entries.map(({ status }) => status)).toEqual(['skipped', 'done']);
  });

  it('is not written to the spool if its pages were loaded before, or have nothing to load', async () => {
    const write = vi.spyOn(Spool.prototype, 'write');
    onTestFinished(() => write.mockRestore());
    const details: Unit = { ...unit('r1', 0), resource: restaurantDetails };
    const read = async () => {
      const { entries } = await schedule(target, [unit('r1', 0), details], ({ url }) => ({
        body: url.pathname.includes('orders') ? [] : { guid: 'r1', general: {} },
      }));
      return entries.map(({ resource, rowsRead, rowsNew }) => [resource, rowsRead, rowsNew]);
    };
    const first = [restaurantDetails.name, 1, 1];
    expect(await read()).toEqual(expect.arrayContaining([['orders', 0, 0], first]));
    expect(write).toHaveBeenCalledTimes(1);
    const known = [restaurantDetails.name, 1, 0];
    expect(await read()).toEqual(expect.arrayContaining([['orders', 0, 0], known]));
    expect(write).toHaveBeenCalledTimes(1);
  });

  it.each([400, 404, 409, 422])(
    'is skipped after a %i, and the others continue',
    async (status) => {
      const { entries, requests } = await schedule(target, threeUnits, (request) =>
        restaurantOf(request) === 'r1'
          ? { status, body: { message: 'not so' } }
          : oneOrder(request),
      );
      expect(entries.map((entry) => entry.status)).toEqual(['skipped', 'skipped', 'done']);
      expect(entries[0]?.error).toContain('not so');
      expect(requests).toHaveLength(3);
    },
  );

  it('fails if Toast keeps answering 503, and the others continue', async () => {
    const { entries } = await schedule(target, threeUnits, (request) =>
      restaurantOf(request) === 'r1' ? { status: 503, body: '<html>' } : oneOrder(request),
    );
    expect(entries.map((entry) => [entry.status, entry.errorKind])).toEqual([
      ['failed', 'TransientError'],
      ['failed', 'TransientError'],
      ['done', undefined],
    ]);
  });

  it('is fetched again after a malformed page', async () => {
    let malformed = 2;
    const { entries, requests } = await schedule(target, [unit('r1', 0)], (request) =>
      malformed-- > 0 ? { body: '[{"guid": "half, "modifiedDate": 5}]' } : oneOrder(request),
    );
    expect(entries).toMatchObject([{ status: 'done', rowsRead: 1, requests: 3 }]);
    expect(requests).toHaveLength(3);
    expect(await loadedOrders(target.warehouse)).toHaveLength(1);
  });

  it('fails if its page stays malformed, and none of its rows are loaded', async () => {
    const { entries } = await schedule(target, [unit('r1', 0), unit('r2', 0)], (request) =>
      restaurantOf(request) === 'r1'
        ? { body: '[{"guid": "a"}, {"guid": "b, "modifiedDate": 5}]' }
        : oneOrder(request),
    );
    expect(entries.map(({ status }) => status)).toEqual(['failed', 'done']);
    expect(await loadedOrders(target.warehouse)).toHaveLength(1);
  });

  it('is fetched again after an answer that does not contain an entity', async () => {
    const details: Unit = { ...unit('r1', 0), resource: restaurantDetails };
    const bodies = ['', '[]', '{"guid": "r1"'];
    const { entries } = await schedule(target, [details], () => ({
      body: bodies.shift() ?? '{"guid": "r1", "general": {}}',
    }));
    expect(entries).toMatchObject([{ status: 'done', rowsRead: 1 }]);
    expect(bodies).toEqual([]);
  });
});
