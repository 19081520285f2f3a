import { UsageError } from '../../errors.js';
import { nearest } from '../../nearest.js';
import type { Discovery } from './discover.js';

/**
 * Selects from the restaurants found those that `only` names by GUID or by part of their name; all of
 * them if it is `undefined`.
 * @throws UsageError for a name that matches none, with those that were found, and for no name.
 */
export function chooseRestaurants(
  { restaurantIds, names }: Pick<Discovery, 'restaurantIds' | 'names'>,
  only: readonly string[] | undefined,
): readonly string[] {
  if (only === undefined) return restaurantIds;
  const chosen = new Set<string>();
  for (const wanted of only.length === 0 ? [''] : only) {
    const lower = wanted.toLowerCase();
    /* Every name contains the empty string, which matches none. */
    const matching = restaurantIds.filter(
      (id) =>
        lower !== '' &&
        (id.toLowerCase() === lower || names.get(id)?.toLowerCase().includes(lower)),
    );
    if (matching.length === 0) {
      throw new UsageError(`No accessible restaurant matches ${wanted || 'an empty name'}.`, {
        suggestion: suggestion(wanted, restaurantIds, names),
      });
    }
    for (const id of matching) chosen.add(id);
  }
  return [...chosen];
}

const maxShown = 20;

/* A name has parts ("Toast Cafe, Main Street"), and users tend to name one of them. */
function suggestion(wanted: string, ids: readonly string[], names: ReadonlyMap<string, string>) {
  const all = ids.map((id) => names.get(id) ?? '');
  const show = (id: string) => {
    const name = names.get(id) ?? '';
    if (name === '') return id;
    return all.filter((each) => each === name).length > 1 ? `${name} (${id})` : name;
  };
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
  if (meant.length > 0) return `Did you mean ${meant.slice(0, maxShown).map(show).join('; ')}?`;
  const rest = ids.length > maxShown ? ` and ${ids.length - maxShown} more` : '';
  const sorted = ids.map(show).sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  return `Choose from: ${sorted.slice(0, maxShown).join('; ')}${rest}.`;
}
