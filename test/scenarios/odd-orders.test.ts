import { expect, it } from 'vitest';
import { oddDataRound } from './support/odd-data.js';

it.each([1, 2])('what goes in comes out, however odd it is (seed %i)', async (seed) => {
  const { orders, megabytes, rows } = await oddDataRound(seed);
  expect(orders).toBe(62);
  expect(megabytes).toBeGreaterThan(2);
  expect(rows).toBeGreaterThan(1000);
});
