import { expect } from 'vitest';
import { Rng, wordsOf, type FaultRule } from 'toast-simulator';
import { ToastError } from '../../../src/errors.js';
import { loadRejections } from '../../../src/warehouse/state/rejected.js';
import { rawDigests } from '../../support/rows.js';
import { startExtractedFaultWorld } from './fault-world.js';

const pages = [
  ...(['noise', 'noise', 'noise', 'malformed', 'garbled', 'empty', 'object'] as const),
  ...(['surrogate', 'latin1', 'nul', 'nan', 'nullGuid', 'noGuid'] as const),
];

export interface BrokenAnswersSummary {
  /** How the runs with broken answers ended. */
  readonly ended: readonly string[];
  /** Entities that were set aside. */
  readonly rejected: number;
}

/**
 * Extracts, twice, from a world whose answers are broken at random: noise, truncation and broken
 * entities on any endpoint, also on the list of restaurants. A run ends with a status or an error
 * that says what to do. A full refresh without the faults ends with the rows of an extraction that met
 * none, and with nothing rejected.
 */
export async function brokenAnswersScenario(seed: number): Promise<BrokenAnswersSummary> {
  const undisturbed = await startExtractedFaultWorld(seed);
  const { simulator, another } = undisturbed;
  const disturbed = await another();
  const random = new Rng(wordsOf(seed, 7));
  const rules = pages.map((page): FaultRule => {
    const chance = random.int(0, 150) / 1000;
    return { chance, fault: { page } };
  });
  const ended: string[] = [];
  let rejected = 0;
  for (let run = 0; run < 2; run += 1) {
    simulator.setFaults({ rules });
    const result = await disturbed.extract({ fullRefresh: run > 0 }).then(
      ({ status }) => status,
      (error: unknown) => {
        if (error instanceof ToastError && error.exitCode !== 1) return error.name;
        throw error;
      },
    );
    ended.push(result);
    rejected += (await disturbed.warehouse.with((connection) => loadRejections(connection))).length;
  }
  await simulator.clearFaults();
  expect(await disturbed.extract({ fullRefresh: true })).toMatchObject({ status: 'complete' });
  expect(await disturbed.warehouse.with((connection) => loadRejections(connection))).toEqual([]);
  expect(await rawDigests(disturbed.warehouse)).toEqual(undisturbed.raw);
  return { ended, rejected };
}
