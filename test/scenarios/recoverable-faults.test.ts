import { describe, expect, it } from 'vitest';
import { faultRound } from './support/fault.js';
import { startFaultWorld } from './support/fault-world.js';
import { recoverableFaults } from './support/recoverable-faults.js';
import type { Pipeline } from '../support/pipeline.js';
import { rawDigests, type Digests } from '../support/rows.js';

/** Runs an extraction, which must end complete, with these rows. `under` names what it is under. */
async function expectComplete(pipeline: Pipeline, expected: Digests, under: string): Promise<void> {
  const { status, problems } = await pipeline.extract();
  expect({ status, problems }, under).toEqual({ status: 'complete', problems: [] });
  expect(await rawDigests(pipeline.warehouse), under).toEqual(expected);
}

describe('the same rows are there as without', () => {
  it.each(Object.entries(recoverableFaults))('%s', async (_, kind) => {
    const undisturbed = await startFaultWorld(3);
    await undisturbed.extract();
    const expected = await rawDigests(undisturbed.warehouse);
    for (const [name, faults] of Object.entries(kind)) {
      const disturbed = await undisturbed.another();
      disturbed.simulator.setFaults(faults);
      await expectComplete(disturbed, expected, name);
      const { rules } = disturbed.simulator.faults();
      expect(Math.min(...rules.map(({ fired }) => fired), 1), name).toBe(1);
      await disturbed.simulator.clearFaults();
    }
  });

  it.each([1, 2])('faults mixed at random, seed %i', async (seed) => {
    const { faults } = await faultRound(seed);
    expect(faults.length).toBeGreaterThan(0);
  });
});
