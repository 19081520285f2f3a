import { UsageError } from '../../errors.js';
import { nearest } from '../../nearest.js';
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
      throw new UsageError(`These credentials find no restaurant ${wanted || 'without a name'}.`, {
        suggestion: suggestion(wanted, restaurantIds, names),
      });
    }
    for (const id of matching) chosen.add(id);
  }
  return [...chosen];
}

const mostShown = 20;

/* A name has parts ("Toast Cafe, Main Street"), and people name one of them. */
function suggestion(wanted: string, ids: readonly string[], names: ReadonlyMap<string, string>) {
  const show = (id: string) => `${id} ${names.get(id) ?? ''}`.trim();
  const parts = ids.flatMap((id) => {
    const name = names.get(id) ?? '';
    return [id, name, ...name.split(', ')].map((part) => ({ part, id }));
  });
  const near = nearest(
    wanted,
    parts.flatMap(({ part }) => part || []),
  );
  const meant = ids.filter((id) =>
    parts.some((entry) => entry.id === id && near.includes(entry.part)),
  );
  if (meant.length > 0) return `Did you mean ${meant.slice(0, mostShown).map(show).join('; ')}?`;
  const rest = ids.length > mostShown ? ` and ${ids.length - mostShown} more` : '';
  return `Name some of: ${ids.slice(0, mostShown).map(show).join('; ')}${rest}.`;
}
