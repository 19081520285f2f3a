import { expect } from 'vitest';
import { rawDigests } from '../../support/rows.js';
import { startFaultWorld } from './fault-world.js';

/**
 * Takes the whole API down at a call, for longer than any retry lasts, and brings it back before the
 * next run, which must end with the rows of a run without. Gives how the first one ended.
 */
export async function outageRound(seed: number, from: number): Promise<{ ended: string }> {
  const undisturbed = await startFaultWorld(seed);
  await undisturbed.extract();
  const disturbed = await undisturbed.another();
  undisturbed.simulator.setFaults({ rules: [{ endpoint: '/*', from, fault: { status: 503 } }] });
  const ended = await disturbed.extract().then(
    ({ status }) => status,
    (error: Error) => error.name,
  );
  expect(['partial', 'TransientError']).toContain(ended);

  await undisturbed.simulator.clearFaults();
  expect((await disturbed.extract()).status).toBe('complete');
  expect(await rawDigests(disturbed.warehouse)).toEqual(await rawDigests(undisturbed.warehouse));
  return { ended };
}
