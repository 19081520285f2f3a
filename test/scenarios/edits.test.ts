import { describe, expect, it } from 'vitest';
import type { FaultRule } from 'toast-simulator';
import { editScenario, randomEdits, startEditWorld } from './support/edits.js';
import { shared } from '../support/vitest/when-done.js';

const pages = ['1', '2', '3'];
const before = ['first', 'last', 'lastOfPreviousPage', 'firstOfThisPage'] as const;

describe('an order is edited while its window is read page by page', () => {
  /*
   * All sets of rules in one scenario: each has a database of its own, and all are compared with one. In a set
   * for one page, each restaurant has one edit.
   */
  const runs = shared(async () => {
    const pipeline = await startEditWorld(6, before.length);
    const { restaurants } = pipeline.simulator.world;
    const once = pages.map((page) =>
      before.map((edit, index): FaultRule => {
        const restaurant = restaurants[index]?.guid ?? '';
        return { restaurant, query: { page }, times: 1, fault: { edit } };
      }),
    );
    return editScenario(pipeline, ...once, ...[1, 2].map(randomEdits));
  });

  it.each(before.map((edit, index) => [edit, index] as const))(
    'edit of %s before each page: no order is lost, and no page is read more than twice',
    (_, index) => {
      for (const { edits, reads } of runs().slice(0, pages.length)) {
        expect(edits[index]).toBe(1);
        expect(reads).toBeLessThanOrEqual(2);
      }
    },
  );

  it('several random edits: no order is lost, and no page is read more than twice (seeds 1, 2)', () => {
    const random = runs().slice(pages.length);
    expect(random).toHaveLength(2);
    for (const { edits, reads } of random) {
      expect(edits.reduce((sum, fired) => sum + fired)).toBeGreaterThan(0);
      expect(reads).toBeLessThanOrEqual(2);
    }
  });
});
