import { dollars } from '../values/money.js';
import type { AppliedAmount } from '../pricing/types.js';
import type { Json } from '../contract/world.js';
import type { Scene } from './scene.js';

const selection = (guid: string): Json => ({
  guid,
  entityType: 'MenuItemSelection',
  externalId: null,
});

function reasonJson({ restaurant }: Scene, reason: number): Json | null {
  const entity = restaurant.catalogue.discountReasons[reason];
  if (entity === undefined) return null;
  return {
    name: entity.name,
    description: `Reason: ${entity.name}`,
    comment: reason === 0 ? null : 'Approved at the pass',
    discountReason: entity.reference,
  };
}

/** Definition `AppliedDiscount`, on a check, a selection or a modifier. */
export function discountJson(scene: Scene, { plan, amount, nonTax }: AppliedAmount): Json {
  const { by, loyalty } = plan;
  const paid = scene.life.paid[0] as number;
  const redeemed = paid <= scene.now ? 'APPLIED' : 'PENDING_APPLIED';
  return {
    guid: plan.guid,
    entityType: 'AppliedCustomDiscount',
    externalId: null,
    approver: plan.approver,
    loyaltyDetails: loyalty && { vendor: 'TOAST', referenceId: loyalty },
    discountPercent: 'percent' in by ? by.percent : null,
    comboItems: plan.comboItems.map(selection),
    discountAmount: dollars(amount),
    discount: plan.discount.reference,
    triggers: plan.triggers.map((guid) => ({ selection: selection(guid), quantity: 1 })),
    appliedPromoCode: plan.promoCode,
    processingState: plan.withdrawn ? 'VOID' : loyalty && redeemed,
    appliedDiscountReason: reasonJson(scene, plan.reason),
    name: plan.discount.name,
    nonTaxDiscountAmount: dollars(nonTax),
    discountType: plan.discount.type,
  };
}
