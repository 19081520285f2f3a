import type { Entity, MenuReference } from '../catalogue/types.js';
import type { Restaurant } from '../restaurant.js';
import type { Json } from '../contract/world.js';
import { menuReference, named } from './references.js';
import type { Payloads } from './types.js';

/** Pre-modifiers of the bar: name, what one adds in dollars, whether it charges an extra portion. */
const BAR: readonly (readonly [string, number, boolean])[] = [
  ['DOUBLE', 4, true],
  ['EXTRA DRY', 0, false],
];

/** The pre-modifiers that no order refers to, after the group they are in. */
export function barPreModifiers(restaurant: Restaurant): readonly Entity<MenuReference>[] {
  return [
    { name: 'Bar', reference: menuReference(restaurant, 'PreModifierGroup', 'Bar', 50) },
    ...BAR.map(([name], n) => ({
      name,
      reference: menuReference(restaurant, 'PreModifier', name, 51 + n),
    })),
  ];
}

/** Pre-modifiers and their groups: those that orders know, and the bar's. */
export function preModifierSettings(
  restaurant: Restaurant,
): Payloads<'preModifierGroups' | 'preModifiers'> {
  const { preModifierGroup, preModifiers } = restaurant.catalogue;
  const [barGroup, ...bar] = barPreModifiers(restaurant).map(named);
  const parent = (group: Json | undefined) =>
    group ? { guid: group['guid'], entityType: group['entityType'] } : null;
  return {
    preModifierGroups: [
      { ...named(preModifierGroup), isDefault: true },
      { ...barGroup, isDefault: false },
    ],
    preModifiers: [
      ...preModifiers.map((preModifier) => ({
        ...named(preModifier),
        scalePrice: true,
        basePrice: null,
        scaleFactor: preModifier.times,
        displayMode: 'PREFIX',
        parent: parent(named(preModifierGroup)),
        chargeAsExtra: null,
      })),
      ...bar.map((preModifier, n) => ({
        ...preModifier,
        scalePrice: false,
        basePrice: BAR[n]?.[1] ?? null,
        scaleFactor: null,
        displayMode: 'SUFFIX',
        parent: parent(barGroup),
        chargeAsExtra: BAR[n]?.[2] ?? null,
      })),
    ],
  };
}
