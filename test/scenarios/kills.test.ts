import { expect, it } from 'vitest';
import { killScenario } from './support/kills.js';

it('extract and transform are killed at random moments: the next runs complete to the same tables', async () => {
  const kills = 3;
  /* Few lines, so that each kill meets a process that is still running. */
  const models = ['stg_order+', 'menu_item_observed_price', 'time_entry', 'menu_item'];
  const { killed } = await killScenario(1, { kills, mostLines: 8, models });
  expect(killed).toBe(2 * kills);
});
