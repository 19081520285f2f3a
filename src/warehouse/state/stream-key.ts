/** A key for one resource (its name) of one restaurant: what the windows of the ledger are windows of. */
export function seriesKey(restaurantId: string, resource: string): string {
  return `${restaurantId} ${resource}`;
}
