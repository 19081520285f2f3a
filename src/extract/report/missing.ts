/** Describes a restaurant that Toast no longer lists. */
export interface MissingRestaurant {
  restaurantId: string;
  /** Name of the restaurant; empty if it is not known. */
  restaurant: string;
  /** `kept` waits for a later run to confirm it; its data is not marked as removed. */
  status: 'removed' | 'kept';
  /** The run that first found it missing: ISO 8601 in UTC. */
  since: string;
}

/** Since when restaurants are missing: epoch ms by GUID. */
export type MissingSince = Readonly<
  Record<MissingRestaurant['status'], ReadonlyMap<string, number>>
>;

/** Describes missing restaurants, those that were kept first. */
export function describeMissing(
  since: MissingSince,
  names: ReadonlyMap<string, string>,
): MissingRestaurant[] {
  return (['kept', 'removed'] as const).flatMap((status) =>
    [...since[status]].map(([restaurantId, ms]) => ({
      restaurantId,
      restaurant: names.get(restaurantId) ?? '',
      status,
      since: new Date(ms).toISOString(),
    })),
  );
}
