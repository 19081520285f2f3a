import type { Simulator } from 'toast-simulator';

const minute = 60_000;
const hour = 60 * minute;

/**
 * Edits `count` orders spread over the world's history, different ones in each round. The edits are an
 * hour after everything before, so that no overlap covers them, and a minute before what comes next.
 */
export function editOrders(simulator: Simulator, count: number, round: number): void {
  const now = simulator.now().getTime() + hour;
  simulator.setNow(new Date(now));
  const keys = simulator.world.restaurants.flatMap(({ guid }) =>
    simulator.world.modifiedBetween(guid, 0, now, now),
  );
  const step = Math.max(1, Math.floor(keys.length / count));
  const chosen = keys.filter((_, place) => place % step === round % step).slice(0, count);
  for (const { restaurantGuid, guid } of chosen) simulator.editOrder(restaurantGuid, guid);
  simulator.setNow(new Date(now + minute));
}
