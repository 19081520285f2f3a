import fc from 'fast-check';
import { describe, it } from 'vitest';
import { brokenAnswersScenario } from '../support/broken-answers.js';
import { changeScenario, changes } from '../support/changed-days.js';
import { laborChanges, laborScenario } from '../support/changed-labor.js';
import { editScenario, randomEdits, startEditWorld } from '../support/edits.js';
import { startExtractedFaultWorld } from '../support/fault-world.js';
import { killScenario } from '../support/kills.js';
import { mixedFaultsScenario, startModelledFaultWorld } from '../support/mixed-faults.js';
import { oddOrdersScenario } from '../support/odd-data.js';
import { outageScenario } from '../support/outages.js';
import { randomJinjaScenario } from '../support/random-jinja.js';
import { faultsByName, recoveryScenario, struckResources } from '../support/recoverable-faults.js';
import { queriesScenario } from '../support/queries.js';
import { truthScenario } from '../../integration/pipeline/support/truth.js';

/*
 * SOAK_MINUTES: how long to run, one minute by default. SOAK_SEED: the first seed, so that a scenario
 * that failed can be run again; taken from the clock by default. SOAK_ONLY: one kind of scenario.
 */
const {
  SOAK_MINUTES = '1',
  SOAK_SEED = String(Date.now() % 1_000_000_000),
  SOAK_ONLY,
} = process.env;
const until = Date.now() + Number(SOAK_MINUTES) * 60_000;
const firstSeed = Number(SOAK_SEED);

const scenarios: Record<string, (seed: number) => Promise<unknown>> = {
  faults: async (seed) => mixedFaultsScenario(seed, await startModelledFaultWorld(seed)),
  fault: async (seed) => {
    const [name, faults] = [...faultsByName][seed % faultsByName.size]!;
    await recoveryScenario(
      await startExtractedFaultWorld(seed, { resources: struckResources }),
      faults,
    );
    return { fault: name };
  },
  edits: async (seed) => editScenario(await startEditWorld(seed), randomEdits(seed)),
  days: async (seed) => Promise.all(fc.sample(changes, { seed, numRuns: 1 }).map(changeScenario)),
  labor: async (seed) =>
    Promise.all(fc.sample(laborChanges, { seed, numRuns: 1 }).map(laborScenario)),
  odd: (seed) => oddOrdersScenario(seed),
  answers: brokenAnswersScenario,
  outages: async (seed) => {
    const undisturbed = await startExtractedFaultWorld(seed);
    /* Within the requests of a run: after its last one, an outage is none. */
    const last = undisturbed.simulator.requests().length - 5;
    return outageScenario(undisturbed, 1 + (seed % last));
  },
  truth: async (seed) => {
    const world = { seed, from: '2026-03-06', to: '2026-03-20', ordersPerDay: 30 };
    return { orders: (await truthScenario(world)).counts.orders };
  },
  jinja: async (seed) => randomJinjaScenario(seed, 2000),
  queries: (seed) => queriesScenario(seed),
  kills: (seed) => killScenario(seed, { kills: 5, mostLines: 45, mostMs: 40 }),
};

/* More seeds than there is time for; those that are left when it is over are skipped. */
const most = Number(SOAK_MINUTES) * 60;

describe.each(Array.from({ length: most }, (_, i) => firstSeed + i))('seed %i', (seed) => {
  for (const [name, scenario] of Object.entries(scenarios)) {
    if (SOAK_ONLY !== undefined && SOAK_ONLY !== name) continue;
    it(name, async ({ skip, task }) => {
      if (Date.now() > until) skip();
      Object.assign(task.meta, { result: await scenario(seed) });
    });
  }
});
