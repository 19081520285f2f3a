import { beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '../../../../src/warehouse/engine/connection.js';
import {
  finishExtractRun,
  forgetFailure,
  ledgerWindows,
  recordUnits,
  startExtractRun,
  type LedgerEntry,
} from '../../../../src/warehouse/state/ledger.js';
import { lastExtractRun, ledgerCounts } from '../../../../src/warehouse/state/status.js';
import { errorOf } from '../../../support/error-of.js';
import { session } from '../support/session.js';

const entry: LedgerEntry = {
  restaurantId: 'r1',
  resource: 'orders',
  start: Date.UTC(2026, 0, 1),
  end: Date.UTC(2026, 0, 31, 0, 0, 0, 123),
  status: 'done',
  rowsRead: 3,
  rowsNew: 2,
  rowsUpdated: 1,
  requests: 4,
  startedAt: Date.UTC(2026, 2, 1),
  finishedAt: Date.UTC(2026, 2, 1, 0, 0, 2),
  runId: 'run',
};

const window = ({ restaurantId, resource, start, end }: LedgerEntry) => ({
  restaurantId,
  resource,
  start,
  end,
});

let connection: Connection;

beforeEach(async () => {
  connection = await session();
});

describe('the ledger', () => {
  it('gives windows back to the millisecond, of the restaurants that are asked for', async () => {
    const other = { ...entry, restaurantId: 'r2' };
    const failed = { ...entry, start: 0, status: 'failed' as const };
    for (const one of [entry, other, failed]) await recordUnits(connection, [one]);
    expect(await ledgerWindows(connection, ['r1'], 'done')).toEqual([window(entry)]);
    expect(await ledgerWindows(connection, ['r1'], 'not done')).toEqual([window(failed)]);
    expect(await ledgerWindows(connection, ['r1', 'r2'], 'done')).toHaveLength(2);
    expect(await ledgerWindows(connection, [], 'done')).toEqual([]);
  });

  it('keeps how a window ended last', async () => {
    const error = { errorKind: 'ForbiddenError', error: 'may not', requestId: 'req' };
    await recordUnits(connection, [{ ...entry, ...error, rowsRead: 0, status: 'skipped' }]);
    expect(await ledgerCounts(connection)).toMatchObject([{ skipped: 1, reason: 'may not' }]);
    await recordUnits(connection, [entry]);
    expect(await ledgerCounts(connection)).toMatchObject([
      { restaurant_id: 'r1', resource: 'orders', done: 1, skipped: 0, failed: 0, reason: null },
    ]);
  });

  it('forgets a failure, and never what is done', async () => {
    await recordUnits(connection, [{ ...entry, status: 'failed' }]);
    await recordUnits(connection, [{ ...entry, resource: 'shifts' }]);
    await forgetFailure(connection, window(entry));
    await forgetFailure(connection, window({ ...entry, resource: 'shifts' }));
    expect(await ledgerCounts(connection)).toMatchObject([{ resource: 'shifts', done: 1 }]);
  });

  it('goes back with its transaction', async () => {
    const stopped = new Error('stopped');
    const transaction = connection.transaction(async () => {
      await recordUnits(connection, [entry]);
      throw stopped;
    });
    expect(await errorOf(transaction)).toBe(stopped);
    expect(await ledgerCounts(connection)).toEqual([]);
  });
});

it('the latest run is known, also while it goes on', async () => {
  expect(await lastExtractRun(connection)).toBeUndefined();
  const startedAt = Date.UTC(2026, 2, 1);
  await startExtractRun(connection, { runId: 'a', startedAt: startedAt - 1 });
  await startExtractRun(connection, { runId: 'b', startedAt });
  expect(await lastExtractRun(connection)).toEqual({
    status: 'running',
    started_at: '2026-03-01T00:00:00.000Z',
    finished_at: null,
  });
  await finishExtractRun(connection, { runId: 'b', status: 'complete', finishedAt: startedAt + 1 });
  expect(await lastExtractRun(connection)).toMatchObject({
    status: 'complete',
    finished_at: '2026-03-01T00:00:00.001Z',
  });
});
