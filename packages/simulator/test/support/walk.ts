import { vi } from 'vitest';
import { createWorld, type SimulatedWorld, type WorldOptions } from '../../src/world/world.js';
import type { OrderKey } from '../../src/world/contract/world.js';

/* oxlint-disable-next-line typescript/no-explicit-any -- payloads are read as Toast's clients read them */
export type Payload = any;

// These tests read whole worlds: on a busy machine that takes longer than the usual limit.
vi.setConfig({ testTimeout: 30_000 });

export const SMALL: WorldOptions = {
  seed: 11,
  restaurants: 3,
  from: '2026-03-02',
  to: '2026-03-11',
  ordersPerDay: 40,
};

export const DAY = 24 * 3_600_000;

export const at = (iso: string): number => Date.parse(iso);

/** Long after everything that happens in SMALL. */
export const THE_END = at('2026-05-01T00:00:00Z');

/** Moments within SMALL: before it, at breakfast, in the middle of dinner, at close-out, after. */
export const MOMENTS = [
  '2026-03-01T00:00:00Z',
  '2026-03-05T12:00:00Z',
  '2026-03-08T00:31:00Z',
  '2026-03-08T08:10:00Z',
  '2026-03-12T20:00:00Z',
  '2026-05-01T00:00:00Z',
].map(at);

export function small(more: Partial<WorldOptions> = {}): SimulatedWorld {
  return createWorld({ ...SMALL, ...more });
}

export function keysOf(world: SimulatedWorld, now: number): OrderKey[] {
  return world.restaurants.flatMap(({ guid }) => world.modifiedBetween(guid, 0, now + 1, now));
}

/** Reads the JSON text of a value. */
export const readAgain = (value: unknown): Payload => JSON.parse(JSON.stringify(value));

/** Every order that exists, as its JSON text is read again. */
export function ordersOf(world: SimulatedWorld, now: number): Payload[] {
  return keysOf(world, now).map((key) => readAgain(world.order(key, now)));
}

export const checksOf = (orders: readonly Payload[]): Payload[] =>
  orders.flatMap((order) => order.checks);

export const selectionsOf = (orders: readonly Payload[]): Payload[] =>
  checksOf(orders).flatMap((check) => check.selections);

export function modifiersOf(selections: readonly Payload[]): Payload[] {
  return selections.flatMap(({ modifiers }) => [...modifiers, ...modifiersOf(modifiers)]);
}

export const cents = (amount: number): number => Math.round(amount * 100);

export const centsOf = (list: readonly Payload[], column: string): number =>
  list.reduce((sum, item) => sum + cents(item[column]), 0);

/** Tells whether each of the values is that of the column in some item. */
export const has = (list: readonly Payload[], column: string, ...values: unknown[]): boolean =>
  values.every((value) => list.some((item) => item[column] === value));

export const some = (list: readonly Payload[], test: (item: Payload) => boolean): boolean =>
  list.some(test);
