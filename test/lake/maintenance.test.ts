import { readdir } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { ducklakePublisher } from '../../src/publish/ducklake/publisher.js';
import type { MaintainRequest, MaintainResult } from '../../src/publish/publisher.js';
import { fingerprints } from './support/equal.js';
import { hastyRuntime, lakeSettings, lakeTarget, publish, remoteLake } from './support/publish.js';
import { readLake } from './support/read-lake.js';
import { smallSource } from './support/small-source.js';
import { tempDir } from '../support/temp-dir.js';

const dayMs = 24 * 3_600_000;

type Changes = Partial<MaintainRequest<'ducklake'>> & Pick<MaintainRequest<'ducklake'>, 'target'>;

async function maintain(changes: Changes): Promise<MaintainResult> {
  const done = await ducklakePublisher.maintain?.({
    ...{ settings: lakeSettings(), runtime: hastyRuntime, waitMs: 0, dryRun: false },
    signal: new AbortController().signal,
    keepMs: 7 * dayMs,
    ...changes,
  });
  if (done === undefined) throw new Error('There is no maintenance.');
  return done;
}

it('thirty nights with maintenance leave a bounded number of files and snapshots', async () => {
  const folder = await tempDir();
  const target = lakeTarget(`ducklake:${folder}/lake.ducklake`);
  const source = await smallSource(['A', 'B'], { days: 60 });
  await publish(source.warehouse, target);
  const filesOnDisk: number[] = [];
  for (let night = 0; night < 30; night += 1) {
    /* A new day, and late edits of a few earlier ones. */
    await source.run(`
      insert into toast.orders by name
      select restaurant_id, date '2026-03-16' + ${night} as business_date,
        restaurant_id || '-new-${night}' as id, 1 as amount from toast.restaurant;
      update toast.orders set amount = amount + 1 where id like 'A-${night}-%' or id like 'B-${night + 20}-%'`);
    const runtime = { ...hastyRuntime, now: () => Date.now() + night * dayMs };
    await publish(source.warehouse, target, { runtime });
    await maintain({ target, runtime });
    filesOnDisk.push((await readdir(folder, { recursive: true })).filter(isFile).length);
  }
  const { local, lake } = await fingerprints(source.warehouse, target);
  expect(lake).toEqual(local);
  /* In the first week, nothing expires; without maintenance there would be more than ten files a night. */
  const [first, later] = [Math.max(...filesOnDisk.slice(0, 8)), Math.max(...filesOnDisk.slice(8))];
  expect(first).toBeLessThan(120);
  expect(later).toBeLessThan(60);
});

function isFile(name: string): boolean {
  return name.endsWith('.parquet');
}

it('publishers and maintenance at the same time leave every row once', async () => {
  const { target } = await remoteLake();
  const sources = [await smallSource(['A']), await smallSource(['B'])];
  for (const { warehouse } of sources) await publish(warehouse, target);
  const publishing = sources.map(async (source) => {
    for (let round = 0; round < 4; round += 1) {
      await source.run(`update toast.orders set amount = amount + 1 where id like '%-${round}-%'`);
      await publish(source.warehouse, target, { waitMs: 120_000 });
    }
  });
  const isDone = Promise.all(publishing);
  let running = true;
  void isDone.finally(() => (running = false));
  let merged = 0;
  while (running)
    merged += (await maintain({ target, keepMs: 0, waitMs: 120_000 })).numbers.filesMerged ?? 0;
  await isDone;
  expect(merged).toBeGreaterThan(0);
  for (const [index, { warehouse }] of sources.entries()) {
    const id = 'AB'[index];
    const { local, lake } = await fingerprints(warehouse, target, `where restaurant_id = '${id}'`);
    expect(lake).toEqual(local);
  }
});

it('files of a publisher that has not finished are left alone', async () => {
  const { target, folder } = await remoteLake();
  const source = await smallSource(['A']);
  await publish(source.warehouse, target);
  const reader = await readLake(target, 'data_inlining_row_limit 0');
  await reader.run(`begin; insert into lake.toast.orders (id) values ('unfinished')`);
  const before = (await readdir(folder, { recursive: true })).filter(isFile);
  await maintain({ target, keepMs: 0 });
  await reader.run('commit');
  expect((await readdir(folder, { recursive: true })).filter(isFile)).toEqual(
    expect.arrayContaining(before),
  );
  expect(await reader.all(`select id from lake.toast.orders where id = 'unfinished'`)).toHaveLength(
    1,
  );
  /* A dry run changes nothing, and tells what there is to do two days later. */
  const runtime = { ...hastyRuntime, now: () => Date.now() + 2 * dayMs };
  const planned = await maintain({ target, runtime, keepMs: dayMs, dryRun: true });
  expect(planned.numbers.snapshotsExpired).toBeGreaterThan(0);
  const done = await maintain({ target, runtime, keepMs: dayMs });
  expect(done.numbers.snapshotsExpired).toBe(planned.numbers.snapshotsExpired);
  expect(await reader.all(`select id from lake.toast.orders where id = 'unfinished'`)).toHaveLength(
    1,
  );
});
