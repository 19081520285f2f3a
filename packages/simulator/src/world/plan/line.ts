import { NEVER } from '../life/types.js';
import type { LinePlan, SelectionType } from './types.js';

export const ONE = 1000;

/** One of something free and untaxed, there from the beginning: the start of every line. */
export function newLine(
  guid: string,
  name: string,
  type: SelectionType,
  addedAt: number,
): LinePlan {
  return {
    guid,
    name,
    type,
    item: null,
    itemGroup: null,
    optionGroup: null,
    preModifier: null,
    salesCategory: null,
    pricingMode: null,
    plu: null,
    unitPrice: 0,
    quantity: ONE,
    unit: 'NONE',
    taxes: [],
    taxGuids: [],
    taxIncluded: false,
    deferred: false,
    seat: -1,
    modifiers: [],
    discount: null,
    check: 0,
    addedAt,
    removedAt: NEVER,
    voidedAt: NEVER,
  };
}
