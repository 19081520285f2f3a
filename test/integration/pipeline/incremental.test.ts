import { describe, expect, it } from 'vitest';
import type { Row } from '../../../src/warehouse/engine/connection.js';
import { startPipeline } from '../../support/pipeline.js';
import { isHistory } from '../../support/rows.js';
import { expectSame, Snapshot } from '../../support/snapshot.js';
import { shared } from '../../support/vitest/when-done.js';

const start = new Date('2026-03-20T23:30:00Z');
const threeDays = 3 * 24 * 60 * 60_000;

/* A new database never saw what was removed from a listing before its first run, nor any history or what was
   published; orders keep it. */
function present(tables: Record<string, string[]>): Record<string, string[]> {
  const shifts = tables['toast.shift']?.map((row) => JSON.parse(row) as Row);
  const listed = new Set(shifts?.filter((row) => row._deleted !== true).map(({ id }) => id));
  const worked = tables['toast_marts.shifts_worked']?.map((text) => {
    const row = JSON.parse(text) as Row;
    return listed.has(row.shift_id ?? null) ? text : JSON.stringify(withoutSchedule(row));
  });
  return Object.fromEntries(
    Object.entries({ ...tables, 'toast_marts.shifts_worked': worked ?? [] })
      .filter(([table]) => !isHistory(table))
      .map(([table, rows]) => [
        table,
        /\.(orders|payment)/.test(table)
          ? rows
          : rows.filter((row) => !row.includes('"_deleted":true')),
      ]),
  );
}

/* Rows of shifts worked depend on those of shifts. */
const neededByPresent = ['toast.shift', 'toast_marts.shifts_worked'];

function withoutSchedule(row: Row): Row {
  const columns = Object.entries(row);
  return Object.fromEntries(columns.filter(([name]) => !/^scheduled_|^late_|^early_/.test(name)));
}

describe('a database that was extracted and modelled once', () => {
  const first = shared(async () => {
    const pipeline = await startPipeline({
      from: '2026-03-08',
      to: '2026-03-24',
      now: start,
      restaurants: 2,
      ordersPerDay: 5,
    });
    await pipeline.extract();
    await pipeline.transform();
    return { ...pipeline, before: await Snapshot.of(pipeline.warehouse) };
  });

  it('second run: requests only the overlap, does not log in and changes nothing', async () => {
    const { simulator, warehouse, extract, transform, before } = first();
    const requested = simulator.requests().length;
    const summary = await extract();
    await transform();

    expect(summary).toMatchObject({ status: 'complete', logins: 0 });
    const written = summary.resources.filter((row) => row.rowsNew + row.rowsUpdated > 0);
    expect(written).toEqual([]);
    const again = simulator.requests().slice(requested);
    const windows = again.filter(({ path }) => path.endsWith('/ordersBulk'));
    expect(windows.map(({ query }) => query.startDate)).toEqual(
      Array(2).fill('2026-03-20T23:14:55.000+0000'),
    );
    expect(again.some(({ path }) => path.includes('login'))).toBe(false);
    await expectSame(await Snapshot.of(warehouse), before);
  });

  it('run after three more days: every table equals a full refresh and a new database', async () => {
    const { simulator, warehouse, extract, transform, another, before } = first();
    simulator.setNow(new Date(start.getTime() + threeDays));
    const summary = await extract();
    await transform();
    const orders = summary.resources.find(({ resource }) => resource === 'orders');
    expect(orders?.rowsNew).toBeGreaterThan(0);
    expect(orders?.rowsUpdated).toBeGreaterThan(0);
    const incremental = await Snapshot.of(warehouse);
    expect(incremental.differences(before)).toContain('toast.orders');

    await transform({ fullRefresh: true });
    await expectSame(await Snapshot.of(warehouse), incremental);

    const fresh = await another();
    await fresh.extract();
    await fresh.transform();
    const created = await Snapshot.of(fresh.warehouse);
    const tables = [...created.differences(incremental), ...neededByPresent];
    expect(present(await created.rows(tables))).toEqual(present(await incremental.rows(tables)));
  });
});
