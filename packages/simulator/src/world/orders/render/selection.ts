import type { Json } from '../../contract/json.js';
import type { TaxRate } from '../../restaurant/catalogue.js';
import { latest, NEVER, timestamp } from '../../values/instants.js';
import { dollars } from '../../values/money.js';
import type { PricedCharge, PricedLine } from '../pricing/line.js';
import { discountJson, type Facilitated, taxJson } from './discounts.js';
import type { Refunded } from './refund.js';
import type { Scene } from './scene.js';

/** The context that the selections of a check share. */
export interface CheckContext {
  readonly scene: Scene;
  /** When the check or its order was voided, which voids all of its selections. */
  readonly checkVoided: number | null;
  readonly refunds: ReadonlyMap<string, Refunded>;
  readonly facilitated: Facilitated;
}

/** What a selection has in common with its modifiers. */
interface Shared {
  readonly createdDate: string;
  readonly modifiedDate: string;
  readonly voidDate: string | null;
  readonly voidBusinessDate: number | null;
  readonly fulfillmentStatus: string;
}

/** Builds definition `RefundDetails`. */
export function refundDetails(scene: Scene, refunded: Refunded | undefined): Json | null {
  if (refunded === undefined) return null;
  return {
    refundAmount: dollars(refunded.amount),
    taxRefundAmount: dollars(refunded.tax),
    refundTransaction: { guid: scene.plan.refundGuid, entityType: 'RefundTransaction' },
  };
}

function fulfillmentStatus({ life, now }: Scene, unsent: boolean): string {
  if (unsent || life.rejected !== NEVER) return 'NEW';
  if (life.approved !== NEVER && life.approved > now) {
    return life.promised === NEVER ? 'NEW' : 'HOLD';
  }
  return life.kind === 'counter' && (life.paid[0] as number) <= now ? 'READY' : 'SENT';
}

/**
 * Builds a selection. Keys that only newer orders have are undefined on older ones, hence missing
 * in JSON.
 */
function write(context: CheckContext, priced: PricedLine, shared: Shared, top: boolean): Json {
  const { scene, refunds, facilitated } = context;
  const { restaurant, life, plan: order } = scene;
  const { plan, taxes } = priced;
  const { older } = order;
  const voided = shared.voidDate !== null;
  const quantity = priced.quantity / 1000;
  const receiptLinePrice = dollars(plan.unitPrice);
  return {
    guid: plan.guid,
    entityType: 'MenuItemSelection',
    externalId: null,
    deferred: plan.deferred,
    preDiscountPrice: dollars(priced.preDiscount),
    voidReason: voided ? order.voidReason : null,
    optionGroup: plan.optionGroup,
    displayName: plan.name,
    appliedDiscounts: priced.discount ? [discountJson(scene, priced.discount)] : [],
    modifiers: priced.modifiers.map((below) => write(context, below, shared, false)),
    seatNumber: plan.seat,
    voidDate: shared.voidDate,
    fulfillmentStatus: shared.fulfillmentStatus,
    optionGroupPricingMode: plan.pricingMode,
    salesCategory: plan.salesCategory,
    selectionType: plan.type,
    price: dollars(priced.price),
    voided,
    appliedTaxes: taxes.map((cents, k) =>
      taxJson(plan.taxes[k] as TaxRate, plan.taxGuids[k] as string, cents, facilitated),
    ),
    itemGroup: plan.itemGroup,
    item: plan.item,
    taxInclusion: !top ? 'INHERITED' : plan.taxIncluded ? 'INCLUDED' : 'NOT_INCLUDED',
    quantity,
    receiptLinePrice,
    unitOfMeasure: plan.unit,
    refundDetails: refundDetails(scene, refunds.get(plan.guid)),
    tax: dollars(priced.tax),
    diningOption: restaurant.catalogue.diningOptions[life.mode].reference,
    voidBusinessDate: shared.voidBusinessDate,
    createdDate: shared.createdDate,
    preModifier: plan.preModifier?.reference ?? null,
    modifiedDate: shared.modifiedDate,
    plu: older ? undefined : plan.plu,
    premodifierPlu: older ? undefined : (plan.preModifier?.plu ?? null),
    fulfillment: plan.unit === 'LB' && !older ? { quantity, unit: plan.unit } : undefined,
    openPriceAmount: plan.type === 'OPEN_ITEM' && !older ? receiptLinePrice : undefined,
    externalPriceAmount: facilitated === 'computes' ? receiptLinePrice : undefined,
    splitOrigin:
      top && plan.check > 0 && !older
        ? { guid: plan.guid, entityType: 'MenuItemSelection', externalId: null }
        : undefined,
  };
}

/**
 * Builds definition `Selection`. A voided selection keeps its price and taxes: sums must leave
 * voided ones out. Modifiers are voided with their selection.
 * @param movedAt When it was moved here from another order.
 */
export function selectionJson(context: CheckContext, priced: PricedLine, movedAt: number): Json {
  const { scene, checkVoided, refunds } = context;
  const { life, now, restaurant } = scene;
  const { plan } = priced;
  const { addedAt } = plan;
  const voidedAt = Math.min(plan.voidedAt <= now ? plan.voidedAt : NEVER, checkVoided ?? NEVER);
  const isRefunded =
    refunds.size > 0 &&
    (refunds.has(plan.guid) || plan.modifiers.some(({ guid }) => refunds.has(guid)));
  const modifiedAt = latest(now, [
    addedAt,
    voidedAt,
    movedAt,
    plan.check > 0 ? Math.max(life.split, addedAt) : addedAt,
    Math.max(life.discounted, addedAt),
    isRefunded ? life.refunded : addedAt,
  ]);
  const voided = voidedAt <= now;
  const createdDate = timestamp(addedAt);
  const shared: Shared = {
    createdDate,
    modifiedDate: modifiedAt === addedAt ? createdDate : timestamp(modifiedAt),
    voidDate: voided ? timestamp(voidedAt) : null,
    voidBusinessDate: voided ? restaurant.calendar.dateAt(voidedAt) : null,
    fulfillmentStatus: fulfillmentStatus(scene, plan.unsent),
  };
  return write(context, priced, shared, true);
}

/** Charges that refer to a payment (definition `AppliedServiceCharge`, property `paymentGuid`). */
const LINKED_CHARGES = ['CREDIT_CARD_SURCHARGE', 'CASH_ROUNDING'];

/** Builds definition `AppliedServiceCharge`; on a voided check it charges nothing. */
export function chargeJson(
  context: CheckContext,
  { plan, amount, taxes }: PricedCharge,
  rates: readonly TaxRate[],
  paymentGuid: string | null,
): Json {
  const { charge } = plan;
  const voided = context.checkVoided !== null;
  return {
    guid: plan.guid,
    entityType: 'AppliedServiceCharge',
    externalId: null,
    delivery: charge.delivery,
    taxable: charge.taxable,
    serviceChargeCalculation: charge.calculation,
    refundDetails: refundDetails(context.scene, context.refunds.get(plan.guid)),
    chargeType: charge.type,
    gratuity: charge.gratuity,
    takeout: charge.takeout,
    serviceCharge: charge.reference,
    name: charge.name,
    chargeAmount: voided ? 0 : dollars(amount),
    appliedTaxes: voided
      ? []
      : taxes.map((cents, k) =>
          taxJson(rates[k] as TaxRate, plan.taxGuids[k] as string, cents, context.facilitated),
        ),
    dineIn: charge.dineIn,
    serviceChargeCategory: charge.category,
    paymentGuid: LINKED_CHARGES.includes(charge.category) ? paymentGuid : null,
  };
}
