import { expect, it } from 'vitest';
import { oddOrdersScenario } from './support/odd-data.js';

it.each([1, 2])(
  'odd but legal orders: raw payloads are as sent, and every column has the value served (seed %i)',
  async (seed) => {
    const { orders, megabytes, rows } = await oddOrdersScenario(seed);
    expect(orders).toBe(62);
    expect(megabytes).toBeGreaterThan(2);
    expect(rows).toBeGreaterThan(1000);
  },
);
