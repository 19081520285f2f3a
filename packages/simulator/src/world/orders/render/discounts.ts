import type { Json } from '../../contract/json.js';
import type { TaxRate } from '../../restaurant/catalogue.js';
import { dollars } from '../../values/money.js';
import type { AppliedAmount } from '../pricing/line.js';
import type { Scene } from './scene.js';

/** Tells what a marketplace facilitator does with an order's tax; it remits what it computes. */
export type Facilitated = 'no' | 'remits' | 'computes';

/**
 * Builds definition `AppliedTaxRate`. A facilitator that computed the tax itself sends type
 * EXTERNAL and no GUID: Toast's guide shows such taxes without one, so nothing may be keyed on it
 * alone.
 */
export function taxJson(tax: TaxRate, guid: string, cents: number, facilitated: Facilitated): Json {
  const computes = facilitated === 'computes';
  return {
    guid: computes ? null : guid,
    entityType: 'AppliedTaxRate',
    taxRate: tax.reference,
    rate: computes ? null : tax.type === 'FIXED' ? dollars(tax.rate) : tax.rate / 1_000_000,
    name: tax.name,
    taxAmount: dollars(cents),
    type: computes ? 'EXTERNAL' : tax.type,
    facilitatorCollectAndRemitTax: facilitated !== 'no',
    displayName: tax.displayName,
    jurisdiction: tax.jurisdiction,
    jurisdictionType: tax.jurisdictionType,
  };
}

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

/** Builds definition `AppliedDiscount`, on a check, a selection or a modifier. */
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
    processingState: plan.withdrawn ?? (loyalty && redeemed),
    appliedDiscountReason: reasonJson(scene, plan.reason),
    name: plan.discount.name,
    nonTaxDiscountAmount: dollars(nonTax),
    discountType: plan.discount.type,
  };
}
