import { join } from 'node:path';
import { execa } from 'execa';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { expect, inject, it } from 'vitest';
import { fingerprints, type Fingerprints } from './support/equal.js';
import type { KilledPublish } from './support/killed-publish.js';
import { catalogName, publish, remoteLake } from './support/publish.js';
import { smallSource } from './support/small-source.js';

const script = join(import.meta.dirname, 'support/killed-publish.ts');

async function publishAndDie(options: KilledPublish): Promise<{ statements?: number }> {
  const { exitCode, signal, stdout, stderr } = await execa(
    process.execPath,
    ['--import', 'tsx', script, JSON.stringify(options)],
    { reject: false },
  );
  if (signal === 'SIGKILL') return {};
  expect(exitCode, stderr).toBe(0);
  return { statements: Number(stdout) };
}

it('a publisher that is killed at any moment leaves the lake as it was, or as it was to be', async () => {
  const source = await smallSource(['A', 'B']);
  const lake = await remoteLake();
  const s3 = inject('s3');
  const options = {
    to: catalogName(lake.catalog),
    data: lake.target.data ?? '',
    extensionDirectory: inject('extensionDirectory'),
    s3: { endpoint: s3.endpoint, region: s3.region, keyId: s3.keyId, secret: s3.secret },
  };
  const random = xoroshiro128plus(20260115);
  const between = (first: number, last: number) => uniformInt(random, first, last);
  await publish(source.warehouse, lake.target);
  await source.run(`update toast.orders set amount = 0`);
  const all = { ...options, statement: 1_000_000, delayMs: 0 };
  const { statements = 0 } = await source.whileClosed((database) =>
    publishAndDie({ ...all, database }),
  );
  expect(statements).toBeGreaterThan(20);
  let old: Fingerprints = (await fingerprints(source.warehouse, lake.target)).lake;
  const outcomes = new Set<string>();
  for (let round = 0; round < 5; round += 1) {
    await source.run(`update toast.orders set amount = amount + 1 where id like '%-${round}-%';
      update toast.restaurant set name = name || '!'`);
    /* The last statements are where a publisher commits. */
    const statement = round % 2 === 0 ? between(3, statements) : statements - between(1, 4);
    const delayMs = between(0, 25);
    await source.whileClosed((database) =>
      publishAndDie({ ...options, database, statement, delayMs }),
    );
    const { local, lake: present } = await fingerprints(source.warehouse, lake.target);
    const isNew = JSON.stringify(present) === JSON.stringify(local);
    outcomes.add(isNew ? 'new' : 'old');
    if (!isNew) expect(present).toEqual(old);
    old = present;
  }
  expect(outcomes).toContain('old');
  await publish(source.warehouse, lake.target, { verify: true });
  const { local, lake: present } = await fingerprints(source.warehouse, lake.target);
  expect(present).toEqual(local);
});
