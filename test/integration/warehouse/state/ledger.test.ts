import { beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '../../../../src/warehouse/engine/connection.js';
import {
  finishExtractRun,
  loadLastExtractRun,
  startExtractRun,
} from '../../../../src/warehouse/state/extract-runs.js';
import {
  countWindows,
  deleteFailure,
  loadWindows,
  saveLedgerEntries,
  type LedgerEntry,
} from '../../../../src/warehouse/state/ledger.js';
import { errorOf } from '../../../support/error-of.js';
import { openSession } from '../support/session.js';

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

const window = ({ restaurantId, resource, start, end, startedAt, asOf }: LedgerEntry) => ({
  restaurantId,
  resource,
  start,
  end,
  asOf: asOf ?? startedAt,
});

let connection: Connection;

beforeEach(async () => {
  connection = await openSession();
});

describe('the ledger', () => {
  it('returns the windows of the given restaurants, exact to the millisecond', async () => {
    const other = { ...entry, restaurantId: 'r2', asOf: Date.UTC(2026, 2, 1, 0, 0, 1) };
    const failed = { ...entry, start: 0, status: 'failed' as const };
    for (const saved of [entry, other, failed]) await saveLedgerEntries(connection, [saved]);
    expect(await loadWindows(connection, ['r1'], 'done')).toEqual([window(entry)]);
    expect(await loadWindows(connection, ['r1'], 'not done')).toEqual([window(failed)]);
    expect(await loadWindows(connection, ['r2'], 'done')).toEqual([window(other)]);
    expect(await loadWindows(connection, ['r1', 'r2'], 'done')).toHaveLength(2);
    expect(await loadWindows(connection, [], 'done')).toEqual([]);
  });

  it('replaces the entry of a window with the latest one', async () => {
    const error = { errorKind: 'ForbiddenError', error: 'may not', requestId: 'req' };
    await saveLedgerEntries(connection, [{ ...entry, ...error, rowsRead: 0, status: 'skipped' }]);
    expect(await countWindows(connection)).toMatchObject([{ skipped: 1, reason: 'may not' }]);
    await saveLedgerEntries(connection, [entry]);
    expect(await countWindows(connection)).toMatchObject([
      { restaurant_id: 'r1', resource: 'orders', done: 1, skipped: 0, failed: 0, reason: null },
    ]);
  });

  it('deletes a failure, but not an entry that is done', async () => {
    await saveLedgerEntries(connection, [{ ...entry, status: 'failed' }]);
    await saveLedgerEntries(connection, [{ ...entry, resource: 'shifts' }]);
    await deleteFailure(connection, window(entry));
    await deleteFailure(connection, window({ ...entry, resource: 'shifts' }));
    expect(await countWindows(connection)).toMatchObject([{ resource: 'shifts', done: 1 }]);
  });

  it('is rolled back with its transaction', async () => {
    const stopped = new Error('stopped');
    const transaction = connection.transaction(async () => {
      await saveLedgerEntries(connection, [entry]);
      throw stopped;
    });
    expect(await errorOf(transaction)).toBe(stopped);
    expect(await countWindows(connection)).toEqual([]);
  });
});

it('loadLastExtractRun returns the latest extraction, even while it is running', async () => {
  expect(await loadLastExtractRun(connection)).toBeUndefined();
  const startedAt = Date.UTC(2026, 2, 1);
  await startExtractRun(connection, { runId: 'a', startedAt: startedAt - 1 });
  await startExtractRun(connection, { runId: 'b', startedAt });
  expect(await loadLastExtractRun(connection)).toEqual({
    status: 'running',
    started_at: '2026-03-01T00:00:00.000Z',
    finished_at: null,
  });
  await finishExtractRun(connection, { runId: 'b', status: 'complete', finishedAt: startedAt + 1 });
  expect(await loadLastExtractRun(connection)).toMatchObject({
    status: 'complete',
    finished_at: '2026-03-01T00:00:00.001Z',
  });
});
