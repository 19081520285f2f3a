import { describe, expect, it } from 'vitest';
import { editRound, randomEdits, startEditWorld } from './support/edit.js';

describe('an order that is edited while its window is paged', () => {
  it.each(['first', 'last', 'lastOfPreviousPage', 'firstOfThisPage'] as const)(
    'is not lost, nor is another: %s',
    async (edit) => {
      const world = await startEditWorld(6);
      for (const page of [1, 2, 3]) {
        const { edits, reads } = await editRound(world, [
          { query: { page: String(page) }, times: 1, fault: { edit } },
        ]);
        expect(edits).toBe(1);
        expect(reads).toBeLessThanOrEqual(2);
      }
    },
  );

  it('several at random', async () => {
    const world = await startEditWorld(7);
    for (const seed of [1, 2, 3, 4, 5]) {
      const { edits, reads } = await editRound(world, randomEdits(seed));
      expect(edits).toBeGreaterThan(0);
      expect(reads).toBeLessThanOrEqual(2);
    }
  });
});
