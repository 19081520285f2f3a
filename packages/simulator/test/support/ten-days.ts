import { ordersOf, small, type Payload } from './walk.js';

/** Three restaurants over ten days. Tests share it, as it takes long to read: do not change it. */
export const world = small();

const read = new Map<number, readonly Payload[]>();

/** Every order of the shared world that exists; each moment is read once for all tests. */
export function ordersAt(now: number): readonly Payload[] {
  const orders = read.get(now) ?? ordersOf(world, now);
  read.set(now, orders);
  return orders;
}
