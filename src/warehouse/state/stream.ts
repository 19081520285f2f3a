/* A stream is one resource of one restaurant: what a window of the ledger is a window of. */

/** Identifies a stream by the restaurant's GUID and the resource's name. */
export function streamKey(restaurantId: string, resource: string): string {
  return `${restaurantId} ${resource}`;
}

/** Groups items by stream. Returns a function that looks up the items of one stream. */
export function byStream<T extends { readonly restaurantId: string; readonly resource: string }>(
  items: readonly T[],
): (restaurantId: string, resource: string) => readonly T[] {
  const streams = new Map<string, T[]>();
  for (const item of items) {
    const key = streamKey(item.restaurantId, item.resource);
    const known = streams.get(key);
    if (known === undefined) streams.set(key, [item]);
    else known.push(item);
  }
  return (restaurantId, resource) => streams.get(streamKey(restaurantId, resource)) ?? [];
}
