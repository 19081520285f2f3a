import type { Access } from '../../../setup/access.js';
import { formatCount, plural } from '../table/numbers.js';

/* More would push the next question off the screen. */
const maxListed = 12;

/** Formats what credentials give access to: restaurants, scopes, and what lacks a scope. */
export function accessLines({ restaurants, missingScopes, scopes }: Access): string[] {
  const shown = restaurants.slice(0, maxListed);
  const more = restaurants.length - shown.length;
  const missing = new Set(missingScopes.map(({ scope }) => scope));
  return [
    `The credentials work. They can read ${plural(restaurants.length, 'restaurant')}:`,
    ...shown.map(({ id, name }) => `  ${name || id}`),
    ...(more > 0 ? [`  and ${formatCount(more)} more`] : []),
    ...(scopes === undefined ? [] : [`Scopes: ${scopes.join(', ')}`]),
    ...[...missing].map((scope) => {
      const lost = missingScopes.filter((each) => each.scope === scope);
      return `Without ${scope}, these are not read: ${lost.map(({ resource }) => resource).join(', ')}`;
    }),
  ];
}
