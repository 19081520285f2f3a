import { expect, it } from 'vitest';
import { killRound } from './support/kill.js';

it('killed anywhere, the next run completes to the same tables', async () => {
  const { killed } = await killRound(1, 3);
  expect(killed).toBeGreaterThanOrEqual(4);
});
