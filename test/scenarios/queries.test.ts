import { expect, it } from 'vitest';
import { queriesScenario } from './support/queries.js';

it.each([1, 2])(
  'hostile statements in a read-only session: no file changes and no secret is shown (seed %i)',
  async (seed) => {
    const { answered } = await queriesScenario(seed);
    /* Some must be answered, or nothing was tried. */
    expect(answered).toBeGreaterThan(5);
  },
);
