import { beforeEach, describe, expect, it } from 'vitest';
import { ConfigurationError, DatabaseError } from '../../../src/errors.js';
import type { Unit } from '../../../src/extract/plan/plan.js';
import { settledAt } from '../../../src/extract/plan/windows.js';
import type { ExtractEvent } from '../../../src/extract/report/events.js';
import { scheduleUnits } from '../../../src/extract/schedule-units.js';
import { errorOf } from '../../support/error-of.js';
import { scriptedClient } from '../../support/scripted-client.js';
import { day, extractOptions, loadedOrders } from './support/extraction.js';
import {
  ledgerStatuses,
  oneOrder,
  openSpool,
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

function deferred(): { promise: Promise<void>; resolve: () => void } {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

describe('scheduleUnits', () => {
  const threeWindows = [unit('r1', 0), unit('r1', 1), unit('r1', 2)];

  it('records nothing of the units in flight when it is aborted', async () => {
    const stop = new AbortController();
    const { entries } = await schedule(
      target,
      threeWindows,
      (request) => {
        if (request.url.searchParams.get('startDate')?.startsWith('1970-01-02')) stop.abort();
        return oneOrder(request);
      },
      { signal: stop.signal },
    );
    expect(entries).toMatchObject([{ restaurantId: 'r1', start: 0, status: 'done' }]);
    expect(await ledgerStatuses(target)).toEqual(['r1 0 done']);
    expect(await loadedOrders(target.warehouse)).toHaveLength(1);
  });

  it('throws when Toast refuses the credentials, and records nothing', async () => {
    const refused = schedule(target, threeWindows, () => ({
      status: 401,
      body: { message: 'no' },
    }));
    expect(await errorOf(refused)).toBeInstanceOf(ConfigurationError);
    expect(await ledgerStatuses(target)).toEqual([]);
  });

  it('throws when the database fails, and starts no further unit', async () => {
    await target.connection.run('drop table raw_toast.orders');
    let requests = 0;
    const scheduled = schedule(target, threeWindows, (request) => {
      requests += 1;
      return oneOrder(request);
    });
    expect(await errorOf(scheduled)).toBeInstanceOf(DatabaseError);
    expect(requests).toBe(1);
  });

  it('keeps to the window concurrency of a restaurant, and starts no unit before its delay', async () => {
    const units = [0, 1, 2, 3, 4, 5].map((windowDay) => ({
      ...unit('r1', windowDay),
      delayMs: windowDay * 10_000,
    }));
    const delays: number[] = [];
    let inFlight = 0;
    let peak = 0;
    const { client, runtime } = scriptedClient(oneOrder, 0);
    const spool = await openSpool(target);
    const onEvent = (event: ExtractEvent) => {
      if (event.type === 'started') {
        delays.push(runtime.now() - event.unit.delayMs);
        peak = Math.max(peak, (inFlight += 1));
      }
      if (event.type === 'ended') inFlight -= 1;
    };
    const options = extractOptions(target.warehouse, client, {
      runtime,
      windowConcurrency: 2,
      onEvent,
    });
    await scheduleUnits(units, options, target.connection, spool);
    expect(delays).toHaveLength(6);
    expect(Math.min(...delays)).toBeGreaterThanOrEqual(0);
    expect(peak).toBeLessThanOrEqual(2);
  });

  it('reads as many windows of a restaurant at a time as the window concurrency allows', async () => {
    const { client, runtime, atATime } = scriptedClient(oneOrder, 10 * day, { latencyMs: 100 });
    const spool = await openSpool(target);
    const units = [0, 1, 2, 3, 4, 5].map((at) => unit('r1', at));
    const options = extractOptions(target.warehouse, client, { runtime, windowConcurrency: 3 });
    expect(await scheduleUnits(units, options, target.connection, spool)).toHaveLength(6);
    expect(atATime()).toBe(3);
  });

  it('does not delay other restaurants when one is rate limited', async () => {
    const units = ['r1', 'r2', 'r3'].flatMap((id) => [0, 1, 2].map((at) => unit(id, at)));
    let refusals = 4;
    const { client, runtime } = scriptedClient((request) =>
      restaurantOf(request) === 'r1' && refusals-- > 0
        ? { status: 429, body: '', headers: { 'Retry-After': '60' } }
        : oneOrder(request),
    );
    /* The limited restaurant sleeps until the others are done: if they waited for it, none would end. */
    const others = deferred();
    runtime.sleep = async (ms) => {
      await others.promise;
      runtime.advance(ms);
    };
    const done: string[] = [];
    const onEvent = (event: ExtractEvent) => {
      if (event.type !== 'ended') return;
      done.push(event.unit.restaurantId);
      if (done.filter((id) => id !== 'r1').length === 6) others.resolve();
    };
    const spool = await openSpool(target);
    const options = extractOptions(target.warehouse, client, {
      runtime,
      windowConcurrency: 2,
      onEvent,
    });
    await scheduleUnits(units, options, target.connection, spool);
    expect(done.slice(0, 6).toSorted()).toEqual(['r2', 'r2', 'r2', 'r3', 'r3', 'r3']);
    expect(done.slice(6)).toEqual(['r1', 'r1', 'r1']);
  });

  it('keeps to the maximum number of concurrent requests across restaurants', async () => {
    const { client, runtime, atATime } = scriptedClient(oneOrder, 0, {
      concurrency: 3,
      latencyMs: 100,
    });
    const spool = await openSpool(target);
    const units = ['r1', 'r2', 'r3', 'r4'].flatMap((id) => [0, 1, 2].map((at) => unit(id, at)));
    const options = extractOptions(target.warehouse, client, { runtime, windowConcurrency: 3 });
    expect(await scheduleUnits(units, options, target.connection, spool)).toHaveLength(12);
    expect(atATime()).toBe(3);
  });

  it('reads the open-ended unit of a stream last, up to where Toast’s data is settled at that time', async () => {
    const { client, runtime } = scriptedClient(oneOrder, 10 * day);
    const windows: [number, number][] = [];
    const onEvent = (event: ExtractEvent) => {
      if (event.type !== 'ended') return;
      windows.push([event.entry.start / day, event.entry.end / day]);
      runtime.advance(day);
    };
    const spool = await openSpool(target);
    const last: Unit = { ...unit('r1', 9), delayMs: 0, openEnded: true };
    const options = extractOptions(target.warehouse, client, {
      runtime,
      windowConcurrency: 2,
      onEvent,
    });
    await scheduleUnits([last, unit('r1', 7), unit('r1', 8)], options, target.connection, spool);
    const starts = windows.map(([start]) => start);
    expect(starts.slice(0, 2).toSorted()).toEqual([7, 8]);
    expect(starts.slice(2)).toEqual([9]);
    /* Two windows took a day each. */
    expect(windows[2]?.[1]).toBeGreaterThanOrEqual(settledAt(12 * day) / day);
  });
});
