import { describe, expect, it } from 'vitest';
import { modifiers, selections } from '../../support/month.js';
import { has, modifiersOf, some, type Payload } from '../../support/walk.js';

const FEATURES: readonly (readonly [string, () => boolean])[] = [
  [
    'kinds of selections',
    () =>
      has(
        selections,
        'selectionType',
        'NONE',
        'OPEN_ITEM',
        'SPECIAL_REQUEST',
        'TOAST_CARD_SELL',
        'TOAST_CARD_RELOAD',
        'HOUSE_ACCOUNT_PAY_BALANCE',
      ),
  ],
  [
    'deferred selections without item and tax',
    () => some(selections, (s) => s.deferred && s.item === null && s.tax === 0 && s.price > 0),
  ],
  [
    'selections by weight',
    () => some(selections, (s) => s.unitOfMeasure === 'LB' && s.quantity % 1 !== 0),
  ],
  ['several of one selection', () => some(selections, (s) => s.quantity === 2)],
  [
    'modifiers three levels deep',
    () =>
      some(
        selections,
        (s) =>
          modifiersOf(modifiersOf(s.modifiers)).length > 0 &&
          s.modifiers.some((m: Payload) =>
            m.modifiers.some((n: Payload) => n.modifiers.length > 0),
          ),
      ),
  ],
  [
    'pre-modifiers',
    () =>
      some(modifiers, (m) => m.preModifier !== null) &&
      has(modifiers, 'premodifierPlu', '80', '81', '82'),
  ],
  [
    'pricing modes',
    () =>
      has(
        modifiers,
        'optionGroupPricingMode',
        'INCLUDED',
        'FIXED_PRICE',
        'ADJUSTS_PRICE',
        'REPLACES_PRICE',
      ),
  ],
  [
    'portions and requests as modifiers',
    () => has(modifiers, 'selectionType', 'PORTION', 'SPECIAL_REQUEST'),
  ],
  [
    'modifiers with taxes of their own',
    () => some(modifiers, (m) => m.tax > 0 && m.appliedTaxes.length > 0),
  ],
  [
    'letters of many languages',
    () =>
      some(selections, (s) => s.displayName.includes('ผัดไทย')) &&
      some(modifiers, (m) => m.displayName.includes('🥑')),
  ],
];

describe('The selections of a generated month', () => {
  it.each(FEATURES)('has %s', (_, holds) => {
    expect(holds()).toBe(true);
  });
});
