import { expect, it } from 'vitest';
import type { Row } from '../../../src/warehouse/engine/connection.js';
import { startPipeline } from '../../support/pipeline.js';
import { modelledRows } from '../../support/rows.js';

const start = new Date('2026-03-20T23:30:00Z');
const threeDays = 3 * 24 * 60 * 60_000;

/* A new database never saw what was removed from a listing before it began; orders remember. */
function present(tables: Record<string, Row[]>): Record<string, Row[]> {
  return Object.fromEntries(
    Object.entries(tables).map(([table, rows]) => [
      table,
      /\.(orders|payment)/.test(table) ? rows : rows.filter((row) => row._deleted !== true),
    ]),
  );
}

it('a second run asks for the overlap only, does not log in and changes nothing', async () => {
  const { simulator, warehouse, extract, transform } = await startPipeline({
    from: '2026-03-08',
    to: '2026-03-24',
    now: start,
  });
  await extract();
  await transform();
  const before = await modelledRows(warehouse);
  const asked = simulator.requests().length;

  const summary = await extract();
  await transform();

  expect(summary).toMatchObject({ status: 'complete', logins: 0 });
  const written = summary.resources.filter((row) => row.rowsNew + row.rowsUpdated > 0);
  expect(written).toEqual([]);
  const again = simulator.requests().slice(asked);
  const windows = again.filter(({ path }) => path.endsWith('/ordersBulk'));
  expect(windows.map(({ query }) => query.startDate)).toEqual(
    Array(3).fill('2026-03-20T23:15:00.000+0000'),
  );
  expect(again.some(({ path }) => path.includes('login'))).toBe(false);
  expect(await modelledRows(warehouse)).toEqual(before);
});

it('after three more days the tables are those of a full refresh and of a new database', async () => {
  const { simulator, warehouse, extract, transform, another } = await startPipeline({
    from: '2026-03-08',
    to: '2026-03-24',
    now: start,
  });
  await extract();
  await transform();
  const before = await modelledRows(warehouse);

  simulator.setNow(new Date(start.getTime() + threeDays));
  const summary = await extract();
  await transform();
  const orders = summary.resources.find(({ resource }) => resource === 'orders');
  expect(orders?.rowsNew).toBeGreaterThan(0);
  expect(orders?.rowsUpdated).toBeGreaterThan(0);
  const incremental = await modelledRows(warehouse);
  expect(incremental).not.toEqual(before);

  await transform({ fullRefresh: true });
  expect(await modelledRows(warehouse)).toEqual(incremental);

  const fresh = await another();
  await fresh.extract();
  await fresh.transform();
  expect(present(await modelledRows(fresh.warehouse))).toEqual(present(incremental));
});
