import { describe, expect, it } from 'vitest';
import { editScenario, randomEdits, startEditWorld } from './support/edits.js';
import { shared } from '../support/vitest/when-done.js';

const pages = ['1', '2', '3'];

describe('an order is edited while its window is read page by page', () => {
  const world = shared(() => startEditWorld(6));

  it.each(['first', 'last', 'lastOfPreviousPage', 'firstOfThisPage'] as const)(
    'edit of %s before each page: no order is lost, and no page is read more than twice',
    async (edit) => {
      const rules = pages.map((page) => [{ query: { page }, times: 1, fault: { edit } }]);
      for (const { edits, reads } of await editScenario(world(), ...rules)) {
        expect(edits).toBe(1);
        expect(reads).toBeLessThanOrEqual(2);
      }
    },
  );

  it('several random edits: no order is lost, and no page is read more than twice (seeds 1, 2)', async () => {
    const rules = [1, 2].map(randomEdits);
    for (const { edits, reads } of await editScenario(world(), ...rules)) {
      expect(edits).toBeGreaterThan(0);
      expect(reads).toBeLessThanOrEqual(2);
    }
  });
});
