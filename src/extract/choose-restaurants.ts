import { UsageError } from '../errors.js';
import type { Discovery } from './discover.js';

/**
 * Of the restaurants found, those that `only` names by GUID or by a part of their name, or all.
 * @throws UsageError for one that was not found, with those that were; also when none is named.
 */
export function chooseRestaurants(
  { restaurantIds, names }: Pick<Discovery, 'restaurantIds' | 'names'>,
  only: readonly string[] | undefined,
): readonly string[] {
  if (only === undefined) return restaurantIds;
  const chosen = new Set<string>();
  for (const wanted of only.length === 0 ? [''] : only) {
    const lower = wanted.toLowerCase();
    /* Every name contains the empty text, which nobody means. */
    const matching = restaurantIds.filter(
      (id) =>
        lower !== '' &&
        (id.toLowerCase() === lower || names.get(id)?.toLowerCase().includes(lower)),
    );
    if (matching.length === 0) {
      const known = restaurantIds.slice(0, 20).map((id) => `${id} ${names.get(id) ?? ''}`.trim());
      throw new UsageError(`These credentials find no restaurant ${wanted || 'without a name'}.`, {
        suggestion: `Name some of: ${known.join('; ')}.`,
      });
    }
    for (const id of matching) chosen.add(id);
  }
  return [...chosen];
}
