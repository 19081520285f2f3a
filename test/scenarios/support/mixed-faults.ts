import { expect } from 'vitest';
import type { FaultRule, FaultSet } from 'toast-simulator';
import { Rng, wordsOf } from 'toast-simulator';
import { modelledDigests, rawDigests, type Digests } from '../../support/rows.js';
import { startExtractedFaultWorld, type ExtractedWorld } from './fault-world.js';
import { joinFaults, recoverableFaults } from './recoverable-faults.js';

/* Several faults together can strike one request more often than it is tried: its unit has failed
   then, and the next run reads it. */
const mostRuns = 4;

/* The models of what is extracted. */
const allModels = ['tag:order_batch', 'path:models/core/menus', 'time_entry', 'shift', 'menu_item'];

export interface ModelledFaultWorld {
  readonly undisturbed: ExtractedWorld;
  /** Which models are built. */
  readonly select: readonly string[];
  /** Modelled rows of `undisturbed`. */
  readonly modelled: Digests;
}

/** Extracts from a world without faults and models it, to compare with. */
export async function startModelledFaultWorld(
  seed: number,
  select: readonly string[] = allModels,
): Promise<ModelledFaultWorld> {
  const undisturbed = await startExtractedFaultWorld(seed);
  await undisturbed.transform({ select });
  return { undisturbed, select, modelled: await modelledDigests(undisturbed.warehouse) };
}

/**
 * Extracts from a world with several recoverable faults, chosen at random, until a run is complete,
 * and compares raw and modelled rows with those of an extraction without faults. Returns the names
 * of the faults and how many runs it took.
 */
export async function mixedFaultsScenario(
  seed: number,
  { undisturbed, select, modelled }: ModelledFaultWorld,
): Promise<{ faults: readonly string[]; runs: number }> {
  const { names, faults } = mixedFaults(new Rng(wordsOf(seed, 2)));
  const { simulator, raw } = undisturbed;
  const disturbed = await undisturbed.another();
  simulator.setFaults(faults);
  const ended: string[] = [];
  while (ended.at(-1) !== 'complete' && ended.length < mostRuns) {
    const run = disturbed.extract();
    ended.push(
      await run.then(
        ({ status }) => status,
        (error: Error) => error.name,
      ),
    );
  }
  await simulator.clearFaults();
  expect(ended.at(-1), names.join(', ')).toBe('complete');
  expect(await rawDigests(disturbed.warehouse), names.join(', ')).toEqual(raw);

  await disturbed.transform({ select });
  expect(await modelledDigests(disturbed.warehouse), names.join(', ')).toEqual(modelled);
  return { faults: names, runs: ended.length };
}

/* Two to five of the faults together, each at its own request, and a few more by chance. */
function mixedFaults(random: Rng): { names: string[]; faults: FaultSet } {
  const all = Object.values(recoverableFaults).flatMap((kind) => Object.entries(kind));
  const chosen = new Map<string, FaultSet>();
  for (let i = random.int(2, 5); i > 0; i--) {
    const [name, faults] = all[random.int(0, all.length - 1)] ?? ['', {}];
    chosen.set(name, faults);
  }
  const sprinkled: FaultRule[] = [
    { chance: random.int(0, 80) / 1000, fault: { status: 503 } },
    { chance: random.int(0, 40) / 1000, fault: { connection: 'reset' } },
    { chance: random.int(0, 40) / 1000, fault: { status: 429, retryAfterSeconds: 1 } },
  ];
  return {
    names: [...chosen.keys()],
    faults: joinFaults([...chosen.values(), { rules: sprinkled }]),
  };
}
