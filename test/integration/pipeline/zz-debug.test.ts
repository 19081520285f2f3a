import { expect, it } from 'vitest';
import { modelledRows, startPipeline } from '../../support/pipeline.js';

const start = new Date('2026-03-20T23:30:00Z');
const threeDays = 3 * 24 * 60 * 60_000;

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


  const fresh = await another();
  await fresh.extract();
  await fresh.transform();
  const f = await modelledRows(fresh.warehouse);
  for (const t of Object.keys(incremental)) {
    const a = new Set(incremental[t].map((r) => JSON.stringify(r))), b = new Set(f[t].map((r) => JSON.stringify(r)));
    const oa = [...a].filter((x) => !b.has(x)), ob = [...b].filter((x) => !a.has(x));
    if (oa.length + ob.length) console.log(t, a.size, b.size, oa.length, ob.length, oa[0]?.slice(0, 900), ob[0]?.slice(0, 900));
  }
});
