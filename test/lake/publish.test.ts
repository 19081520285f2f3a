import { readdir } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { shared } from '../support/vitest/when-done.js';
import { fingerprints } from './support/equal.js';
import { publish, remoteLake } from './support/publish.js';
import { modelledWorld } from './support/world.js';

const world = shared(() => modelledWorld());
const lake = shared(() => remoteLake());

it('a full publish makes every table of the lake equal to the local one', async () => {
  const { target } = lake();
  const result = await publish(world().warehouse, target, { verify: true });
  expect(result).toMatchObject({ status: 'published', verified: true, snapshot: '1' });
  const { local, lake: there } = await fingerprints(world().warehouse, target);
  expect(Object.keys(local).length).toBeGreaterThan(100);
  expect(there).toEqual(local);
});

it('an unchanged publish makes no snapshot and writes no file', async () => {
  const { target, folder } = lake();
  const before = await readdir(folder, { recursive: true });
  const result = await publish(world().warehouse, target);
  expect(result).toMatchObject({ status: 'unchanged', snapshot: '1' });
  expect(result.tables.length).toBeGreaterThan(100);
  expect(result.tables.filter(({ written, deleted }) => written + deleted > 0)).toEqual([]);
  expect(await readdir(folder, { recursive: true })).toEqual(before);
});
