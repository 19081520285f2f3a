import type { Json } from '../contract/world.js';
import { toastReference } from '../settings/references.js';
import type { MenuPage } from './menu-page.js';

/** Definition `Portion`: the halves of an item or option, with the modifier groups of each half. */
export function halves(
  { restaurant }: MenuPage,
  ownerName: string,
  modifierGroupReferences: readonly number[],
): readonly Json[] {
  return ['1st Half', '2nd Half'].map((name) => ({
    name,
    guid: toastReference(restaurant, 'Portion', `${ownerName}/${name}`).guid,
    modifierGroupReferences,
    priceScaleFactor: 0.5,
  }));
}
