import { expect } from 'vitest';
import { rawDigests } from '../../support/rows.js';
import type { ExtractedWorld } from './fault-world.js';

/**
 * Takes the whole API down from one request on, for longer than any retry lasts, and brings it back
 * before the next run, which must end with the rows of `undisturbed`, an extraction from the same
 * world without the outage. Returns how the first run ended.
 */
export async function outageScenario(
  undisturbed: ExtractedWorld,
  from: number,
): Promise<{ ended: string }> {
  const { simulator } = undisturbed;
  const disturbed = await undisturbed.another();
  simulator.setFaults({ rules: [{ endpoint: '/*', from, fault: { status: 503 } }] });
  const ended = await disturbed.extract().then(
    ({ status }) => status,
    (error: Error) => error.name,
  );
  expect(['partial', 'TransientError']).toContain(ended);

  await simulator.clearFaults();
  expect((await disturbed.extract()).status).toBe('complete');
  expect(await rawDigests(disturbed.warehouse)).toEqual(undisturbed.raw);
  return { ended };
}
