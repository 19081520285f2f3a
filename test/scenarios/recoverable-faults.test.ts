import { describe, expect, it } from 'vitest';
import { startExtractedFaultWorld } from './support/fault-world.js';
import { mixedFaultsScenario } from './support/mixed-faults.js';
import { recoverableFaults } from './support/recoverable-faults.js';
import { rawDigests } from '../support/rows.js';
import { shared } from '../support/vitest/when-done.js';

/* A window with pages, a listing with pages and a listing without. */
const resources = ['restaurants', 'orders', 'menu_items', 'time_entries'];
const undisturbed = shared(() => startExtractedFaultWorld(3, { resources }));

describe.each(Object.entries(recoverableFaults))('recoverable faults, %s', (_, faultsOfKind) => {
  it.each(Object.entries(faultsOfKind))(
    '%s: the run is complete, with the same rows as a run without',
    async (_, faults) => {
      const { simulator, warehouse, another } = undisturbed();
      const disturbed = await another();
      simulator.setFaults(faults);
      const { status, problems } = await disturbed.extract();
      expect({ status, problems }).toEqual({ status: 'complete', problems: [] });
      expect(await rawDigests(disturbed.warehouse)).toEqual(await rawDigests(warehouse));
      const { rules } = simulator.faults();
      expect(rules.filter(({ fired }) => fired === 0)).toEqual([]);
      await simulator.clearFaults();
    },
  );
});

it.each([1, 2])(
  'recoverable faults mixed at random: raw and modelled rows are the same as without (seed %i)',
  async (seed) => {
    const { faults } = await mixedFaultsScenario(seed);
    expect(faults.length).toBeGreaterThan(0);
  },
);
