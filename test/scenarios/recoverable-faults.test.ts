import { describe, expect, it } from 'vitest';
import { startExtractedFaultWorld } from './support/fault-world.js';
import { mixedFaultsScenario, startModelledFaultWorld } from './support/mixed-faults.js';
import {
  faultsByName,
  joinFaults,
  recoveryScenario,
  struckResources,
} from './support/recoverable-faults.js';
import { shared } from '../support/vitest/when-done.js';

const undisturbed = shared(() => startExtractedFaultWorld(3, { resources: struckResources }));

/*
 * Faults that strike different requests, so that none hides another: at most one at every so many requests,
 * and before it those at a certain request, since the first rule that fires decides the answer. In
 * `npm run soak`, each strikes alone.
 */
const together = [
  ['a 429 at login', 'a page that is broken inside', 'tokens that live for 10 requests'],
  ['a 500 at login', 'a 500 at every fourth request'],
  ['a 401 once', 'a 502 with HTML'],
  ['a 504 with HTML'],
  ['a 503 five times', 'a 429 with the reset header'],
  [
    'a configuration that is published while it is paged',
    'a page that is served twice',
    'a 429 that says nothing',
  ],
  ['a 401 at the first request', 'connections that are reset'],
  ['a refused connection', 'bodies that are cut off'],
  ['an answer that stalls', 'chunked bodies that are cut off'],
  ['a token that expires during a run', 'pages that are cut off'],
  ['a 429 with Retry-After', 'empty bodies'],
  ['slow answers', 'an object where a list belongs'],
];

describe('recoverable faults', () => {
  it('are each in one of the runs', () => {
    expect(together.flat().toSorted()).toEqual([...faultsByName.keys()].toSorted());
  });

  it.each(together.map((names) => [names.join(', '), names] as const))(
    '%s: the run is complete, with the same rows as a run without',
    async (_, names) => {
      const faults = names.map((name) => faultsByName.get(name) ?? {});
      await recoveryScenario(undisturbed(), joinFaults(faults));
    },
  );
});

describe('recoverable faults mixed at random', () => {
  /* Models of each listing; `npm run soak` builds all. */
  const select = [
    ...['orders', 'orders_check_selection', 'payment', 'int_checks', 'time_entry', 'shift'],
    ...['menu_item', 'published_menu_item'],
  ];
  const world = shared(() => startModelledFaultWorld(1, select));

  it.each([1, 2])('raw and modelled rows are the same as without (seed %i)', async (seed) => {
    const { faults } = await mixedFaultsScenario(seed, world());
    expect(faults.length).toBeGreaterThan(0);
  });
});
