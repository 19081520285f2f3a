import { expect, it } from 'vitest';
import { exitCodes } from '../../src/errors.js';
import { ducklakePublisher } from '../../src/publish/ducklake/publisher.js';
import { systemRuntime } from '../../src/runtime.js';
import { errorOf } from '../support/error-of.js';
import { fingerprints } from './support/equal.js';
import { lakeSettings, publish, remoteLake, type LakeTarget } from './support/publish.js';
import { readLake } from './support/read-lake.js';
import { smallSource, type SmallSource } from './support/small-source.js';

async function expectEqual(sources: Readonly<Record<string, SmallSource>>, target: LakeTarget) {
  for (const [ids, source] of Object.entries(sources)) {
    const list = ids.split('').map((id) => `'${id}'`);
    const where = `where restaurant_id in (${list.join(', ')})`;
    const { local, lake } = await fingerprints(source.warehouse, target, where);
    /* Its days are those of all sources. */
    delete local['toast_marts.dim_date'];
    delete lake['toast_marts.dim_date'];
    expect(lake).toEqual(local);
  }
}

it('several sources publish into one lake at once, and each finds its own rows there', async () => {
  const { target } = await remoteLake();
  const sources = {
    AB: await smallSource(['A', 'B']),
    C: await smallSource(['C'], { days: 60 }),
    DE: await smallSource(['D', 'E']),
  };
  const all = Object.values(sources);
  for (const round of [1, 2, 3]) {
    await Promise.all(
      all.map(async (source) => {
        await source.run(
          `update toast.orders set amount = amount + ${round} where id like '%-3-%'`,
        );
        const result = await publish(source.warehouse, target, { waitMs: 120_000 });
        expect(result.status).toBe('published');
      }),
    );
  }
  await expectEqual(sources, target);
  /* The days that several sources have are there once. */
  const reader = await readLake(target);
  expect(
    await reader.all(`select count(*)::int as days, count(distinct date)::int as different
      from lake.toast_marts.dim_date`),
  ).toEqual([{ days: 60, different: 60 }]);
});

it('publishers of copies of one database never double a row', async () => {
  const { target } = await remoteLake();
  const copies = [await smallSource(['A']), await smallSource(['A']), await smallSource(['A'])];
  for (const round of [0, 1, 2]) {
    const insert = `insert into toast.orders by name
      select 'A' as restaurant_id, date '2026-04-01' + ${round} as business_date,
        'new-${round}' as id, 1 as amount`;
    const results = await Promise.all(
      copies.map(async (copy) => {
        await copy.run(insert);
        return publish(copy.warehouse, target, { waitMs: 120_000 });
      }),
    );
    expect(results.filter(({ status }) => status === 'published')).toHaveLength(1);
    for (const copy of copies) await expectEqual({ A: copy }, target);
  }
});

it('a restaurant belongs to one source until that is released', async () => {
  const { target } = await remoteLake();
  const first = await smallSource(['A', 'B'], { run: 'first' });
  const second = await smallSource(['B', 'C'], { run: 'second' });
  await publish(first.warehouse, target);
  const error = await errorOf(publish(second.warehouse, target));
  expect(error.message).toContain('Restaurant B');
  expect(error.message).toContain(first.warehouse.path);
  expect(error).toMatchObject({
    exitCode: exitCodes.configuration,
    suggestion: expect.stringContaining('--release run-first'),
  });
  await expectEqual({ AB: first }, target);

  const maintain = (release: string) =>
    ducklakePublisher.maintain?.({
      ...{ target, settings: lakeSettings(), runtime: systemRuntime, waitMs: 0, dryRun: false },
      signal: new AbortController().signal,
      keepMs: 7 * 24 * 3_600_000,
      release,
    });
  await expect(maintain('run-nobody')).rejects.toThrow(/has no source run-nobody/);
  await maintain('run-first');
  await publish(second.warehouse, target, { verify: true });
  await expectEqual({ BC: second }, target);
  await expect(publish(first.warehouse, target)).rejects.toThrow(/Restaurant B .*run-second/);
});

it('a source that no longer has a table or column leaves those of others', async () => {
  const { target } = await remoteLake();
  const first = await smallSource(['A']);
  const second = await smallSource(['B']);
  await second.run(
    `drop view toast_marts.sales_daily; alter table toast.orders add column tip int default 3`,
  );
  await first.run(`drop view toast_marts.sales_daily`);
  await publish(second.warehouse, target);
  await publish(first.warehouse, target);
  await second.run(`alter table toast.orders alter column tip type varchar`);
  await publish(second.warehouse, target, { verify: true });
  await first.run(`drop table toast_marts.dim_date; drop table toast.restaurant`);
  await publish(first.warehouse, target, { verify: true });
  await expectEqual({ A: first, B: second }, target);
  const reader = await readLake(target);
  expect(
    await reader.all(`select restaurant_id, tip, count(*)::int as n from lake.toast.orders
      group by all order by all`),
  ).toEqual([
    { restaurant_id: 'A', tip: null, n: 200 },
    { restaurant_id: 'B', tip: '3', n: 200 },
  ]);
});
