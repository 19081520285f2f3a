import { keysOf, readAgain, small, type Payload } from './walk.js';

/** Three restaurants over ten days. Tests share it, as it takes long to read: do not change it. */
export const world = small();

const read = new Map<number, readonly Payload[]>();
/* By GUID and time of the latest change. */
const versions = new Map<string, Payload>();

/**
 * Every order of the shared world that exists; each moment is read once for all tests. Moments between two
 * changes of an order share what was read of it: that it is the same at both has a test of its own.
 */
export function ordersAt(now: number): readonly Payload[] {
  const orders =
    read.get(now) ??
    keysOf(world, now).map((key) => {
      const version = `${key.guid} ${key.modifiedAt}`;
      const order = versions.get(version) ?? readAgain(world.order(key, now));
      versions.set(version, order);
      return order;
    });
  read.set(now, orders);
  return orders;
}
