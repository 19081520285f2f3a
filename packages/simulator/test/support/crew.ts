import type { SimulatedWorld } from '../../src/world/world.js';
import { at, DAY, small, type Payload } from './walk.js';

/** Generates three restaurants in March with few orders, for tests of labor and cash. */
export const march = (ordersPerDay = 10): SimulatedWorld =>
  small({ from: '2026-03-01', to: '2026-03-30', ordersPerDay });

/** Shared by the tests that do not change it. */
export const MARCH = march();

/** The evening of the last day but two: people are at work, shifts are planned ahead. */
export const EVENING = at('2026-03-29T00:30:00Z');

const everything = (now: number) => ({ start: 0, end: now + 30 * DAY });

/** By restaurant GUID, as their JSON text is read again. */
export function ofEach(
  world: SimulatedWorld,
  list: (restaurantGuid: string) => readonly unknown[],
): Map<string, Payload[]> {
  return new Map(
    world.restaurants.map(({ guid }) => [guid, JSON.parse(JSON.stringify(list(guid)))]),
  );
}

export const jobsOf = (world: SimulatedWorld, now: number) =>
  ofEach(world, (guid) => world.labor.jobs(guid, now));

export const employeesOf = (world: SimulatedWorld, now: number) =>
  ofEach(world, (guid) => world.labor.employees(guid, now));

export const shiftsOf = (world: SimulatedWorld, now: number) =>
  ofEach(world, (guid) => world.labor.shifts(guid, everything(now), now));

export const timeEntriesOf = (world: SimulatedWorld, now: number) =>
  ofEach(world, (guid) => world.labor.timeEntriesModified(guid, everything(now), now));

/** Lists of all restaurants, one after the other. */
export const flat = (lists: Map<string, Payload[]>): Payload[] => [...lists.values()].flat();

export const byGuid = (list: readonly Payload[]): Map<string, Payload> =>
  new Map(list.map((item) => [item.guid, item]));
