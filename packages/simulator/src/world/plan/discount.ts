import type { Discount } from '../catalogue/types.js';
import type { DiscountPlan } from './types.js';
import type { Workshop } from './workshop.js';

/** A discount on everything, with nothing special about it but what `rest` says. */
export function newDiscount(
  shop: Workshop,
  discount: Discount,
  rest: Partial<DiscountPlan> & Pick<DiscountPlan, 'by'>,
): DiscountPlan {
  return {
    guid: shop.guid(),
    discount,
    only: null,
    comboItems: [],
    triggers: [],
    reason: -1,
    approver: null,
    promoCode: null,
    loyalty: null,
    withdrawn: false,
    ...rest,
  };
}
