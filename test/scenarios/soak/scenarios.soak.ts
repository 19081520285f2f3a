import { describe, it } from 'vitest';
import { editRound, randomEdits, startEditWorld } from '../support/edit.js';
import { faultRound } from '../support/fault.js';
import { killRound } from '../support/kill.js';
import { oddDataRound } from '../support/odd-data.js';
import { outageRound } from '../support/outage.js';

/*
 * SOAK_MINUTES: how long to go on, one by default. SOAK_SEED: where to begin, so that a round that
 * failed can be run again; the clock by default. SOAK_ONLY: one kind of round.
 */
const {
  SOAK_MINUTES = '1',
  SOAK_SEED = String(Date.now() % 1_000_000_000),
  SOAK_ONLY,
} = process.env;
const until = Date.now() + Number(SOAK_MINUTES) * 60_000;
const firstSeed = Number(SOAK_SEED);

const rounds: Record<string, (seed: number) => Promise<unknown>> = {
  faults: faultRound,
  edits: async (seed) => editRound(await startEditWorld(seed), randomEdits(seed)),
  odd: (seed) => oddDataRound(seed),
  outages: (seed) => outageRound(seed, 1 + (seed % 50)),
  kills: (seed) => killRound(seed, 5),
};

/* More than there is time for; what is left when it is over is skipped. */
const most = Number(SOAK_MINUTES) * 60;

describe.each(Array.from({ length: most }, (_, i) => firstSeed + i))('seed %i', (seed) => {
  for (const [name, round] of Object.entries(rounds)) {
    if (SOAK_ONLY !== undefined && SOAK_ONLY !== name) continue;
    it(name, async ({ skip, task }) => {
      if (Date.now() > until) skip();
      Object.assign(task.meta, { result: await round(seed) });
    });
  }
});
