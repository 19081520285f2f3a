import type { Restaurant } from '../restaurant.js';
import type { Json } from '../../world-types.js';
import { named, toastReference } from './references.js';
import type { Payloads } from './types.js';

/** Pre-modifiers of the bar: name, what one adds in dollars, whether it charges an extra portion. */
const BAR: readonly (readonly [string, number, boolean])[] = [
  ['DOUBLE', 4, true],
  ['EXTRA DRY', 0, false],
];

/** Pre-modifiers and their groups: those that orders know, and the bar's. */
export function preModifierSettings(
  restaurant: Restaurant,
): Payloads<'preModifierGroups' | 'preModifiers'> {
  const { preModifierGroup, preModifiers } = restaurant.catalogue;
  const kitchen = named(preModifierGroup);
  const bar = toastReference(restaurant, 'PreModifierGroup', 'Bar');
  return {
    preModifierGroups: [
      { ...kitchen, isDefault: true },
      { ...bar, name: 'Bar', isDefault: false },
    ],
    preModifiers: [
      ...preModifiers.map((preModifier) => ({
        ...named(preModifier),
        scalePrice: true,
        basePrice: null,
        scaleFactor: preModifier.times,
        displayMode: 'PREFIX',
        parent: { guid: kitchen['guid'], entityType: kitchen['entityType'] },
        chargeAsExtra: null,
      })),
      ...BAR.map(([name, basePrice, chargeAsExtra]): Json => ({
        ...toastReference(restaurant, 'PreModifier', name),
        name,
        scalePrice: false,
        basePrice,
        scaleFactor: null,
        displayMode: 'SUFFIX',
        parent: bar,
        chargeAsExtra,
      })),
    ],
  };
}
