import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { SimulatedWorld } from '../../src/world/world.js';
import { keysOf, MOMENTS, small, THE_END } from '../support/walk.js';

function hashOf(world: SimulatedWorld, now: number, backwards = false): string {
  const keys = keysOf(world, now);
  const texts = new Map<string, string>();
  for (const key of backwards ? keys.toReversed() : keys) {
    texts.set(key.guid, JSON.stringify(world.order(key, now)));
  }
  const hash = createHash('sha256');
  for (const { guid } of keys) hash.update(texts.get(guid) ?? '');
  return hash.digest('hex');
}

describe('A world with a seed', () => {
  const first = hashOf(small(), THE_END);

  it('has the same orders every time, in whatever order they are read', () => {
    const world = small();
    for (const now of MOMENTS) {
      for (const key of keysOf(world, now).toReversed()) world.order(key, now);
    }
    expect(hashOf(world, THE_END, true)).toBe(first);
  });

  it('has the same orders on every machine', () => {
    expect(first).toMatchInlineSnapshot(
      `"68ed4cc9b6b0164dbda2d7ddac53f5515a2187c409a5ac59f02642863e519c6e"`,
    );
  });

  it('has orders that do not depend on the number of restaurants and days', () => {
    const [few, many] = [small(), small({ restaurants: 5, to: '2026-03-20' })];
    const keys = few.onBusinessDate(few.restaurants[2]?.guid ?? '', 20260304, THE_END);
    expect(keys.length).toBeGreaterThan(20);
    for (const key of keys) expect(many.order(key, THE_END)).toEqual(few.order(key, THE_END));
  });

  it('differs from that of another seed', () => {
    const guids = [11, 12, -11, 11 + 2 ** 32].map((seed) => small({ seed }).managementGroupGuid);
    expect(new Set(guids).size).toBe(4);
    const [one, other] = [11, 12].map((seed) => hashOf(small({ seed, ordersPerDay: 5 }), THE_END));
    expect(other).not.toBe(one);
  });

  it('is created at once even with a million orders', () => {
    const world = small({
      from: '2024-01-01',
      to: '2025-12-31',
      ordersPerDay: 500,
      restaurants: 3,
    });
    const [restaurant] = world.restaurants;
    const day = world.onBusinessDate(restaurant?.guid ?? '', 20250704, THE_END);
    expect(day.length).toBeGreaterThan(300);
  });
});

describe('World options', () => {
  it.each([
    [{ seed: 0.5 }, 'seed'],
    [{ restaurants: 0 }, 'restaurants'],
    [{ ordersPerDay: -1 }, 'ordersPerDay'],
    [{ from: '2026-3-1' }, 'from'],
    [{ to: '2026-01-01' }, 'is after'],
  ])('are refused with a message about the problem: %o', (wrong, message) => {
    expect(() => small(wrong)).toThrow(message);
  });
});
