import { latest } from '../life/times.js';
import { NEVER } from '../life/types.js';
import { dollars } from '../money.js';
import type { PricedLine } from '../pricing/types.js';
import { timestamp } from '../timestamp.js';
import type { Json } from '../../world-types.js';
import { discountJson } from './discounts.js';
import type { Refunded } from './refund.js';
import type { Scene } from './scene.js';
import { taxJson } from './taxes.js';

/** What a selection and its modifiers have in common. */
export interface Ground {
  readonly scene: Scene;
  /** When the check or its order was voided, which voids all of its selections. */
  readonly checkVoided: number | null;
  readonly refunds: ReadonlyMap<string, Refunded>;
  readonly facilitated: 'no' | 'remits' | 'computes';
  /** The selection came from another order or check. */
  readonly movedAt: number;
}

interface Line {
  readonly addedAt: number;
  readonly voidedAt: number;
  readonly modifiedAt: number;
  readonly top: boolean;
}

export function refundJson(scene: Scene, refunded: Refunded | undefined): Json | null {
  if (refunded === undefined) return null;
  return {
    refundAmount: dollars(refunded.amount),
    taxRefundAmount: dollars(refunded.tax),
    refundTransaction: { guid: scene.plan.refundGuid, entityType: 'RefundTransaction' },
  };
}

function fulfillmentStatus({ life, now }: Scene): string {
  if (life.approved !== NEVER && life.approved > now)
    return life.promised === NEVER ? 'NEW' : 'HOLD';
  return (life.paid[0] as number) <= now && life.kind === 'counter' ? 'READY' : 'SENT';
}

function write(ground: Ground, priced: PricedLine, line: Line): Json {
  const { scene, refunds, facilitated } = ground;
  const { restaurant, life, plan: order } = scene;
  const { plan } = priced;
  const voided = line.voidedAt <= scene.now;
  const { older } = order;
  const json: Json = {
    guid: plan.guid,
    entityType: 'MenuItemSelection',
    externalId: null,
    deferred: plan.deferred,
    preDiscountPrice: dollars(priced.preDiscount),
    voidReason: voided ? order.voidReason : null,
    optionGroup: plan.optionGroup,
    displayName: plan.name,
    appliedDiscounts: priced.discount ? [discountJson(scene, priced.discount)] : [],
    modifiers: priced.modifiers.map((below) => write(ground, below, { ...line, top: false })),
    seatNumber: plan.seat,
    voidDate: voided ? timestamp(line.voidedAt) : null,
    fulfillmentStatus: fulfillmentStatus(scene),
    optionGroupPricingMode: plan.pricingMode,
    salesCategory: plan.salesCategory,
    selectionType: plan.type,
    price: dollars(priced.price),
    voided,
    appliedTaxes: priced.taxes.map((cents, k) =>
      taxJson(plan.taxes[k] as never, plan.taxGuids[k] as string, cents, facilitated),
    ),
    itemGroup: plan.itemGroup,
    item: plan.item,
    taxInclusion: !line.top ? 'INHERITED' : plan.taxIncluded ? 'INCLUDED' : 'NOT_INCLUDED',
    quantity: plan.quantity / 1000,
    receiptLinePrice: dollars(plan.unitPrice),
    unitOfMeasure: plan.unit,
    refundDetails: refundJson(scene, refunds.get(plan.guid)),
    tax: dollars(priced.tax),
    diningOption: restaurant.catalogue.diningOptions[life.mode].reference,
    voidBusinessDate: voided ? restaurant.calendar.dateAt(line.voidedAt) : null,
    createdDate: timestamp(line.addedAt),
    preModifier: plan.preModifier?.reference ?? null,
    modifiedDate: timestamp(line.modifiedAt),
  };
  if (older) return json;
  json['plu'] = plan.plu;
  json['premodifierPlu'] = plan.preModifier?.plu ?? null;
  if (plan.unit === 'LB') json['fulfillment'] = { quantity: plan.quantity / 1000, unit: 'LB' };
  if (plan.type === 'OPEN_ITEM') json['openPriceAmount'] = dollars(plan.unitPrice);
  if (facilitated === 'computes') json['externalPriceAmount'] = dollars(plan.unitPrice);
  if (line.top && plan.check > 0) json['splitOrigin'] = reference(plan.guid);
  return json;
}

const reference = (guid: string): Json => ({
  guid,
  entityType: 'MenuItemSelection',
  externalId: null,
});

/**
 * Definition `Selection`. A voided selection keeps its price and taxes, as a sale that was
 * undone: whoever adds up must leave voided ones out. Modifiers are voided with their selection.
 */
export function selectionJson(ground: Ground, priced: PricedLine): Json {
  const { scene, checkVoided, refunds, movedAt } = ground;
  const { life, now } = scene;
  const { plan } = priced;
  const voidedAt = Math.min(plan.voidedAt <= now ? plan.voidedAt : NEVER, checkVoided ?? NEVER);
  const modifiedAt = latest(now, [
    plan.addedAt,
    voidedAt,
    movedAt,
    plan.check > 0 ? life.split : plan.addedAt,
    life.discounted < plan.addedAt ? plan.addedAt : life.discounted,
    refunds.has(plan.guid) ? life.refunded : plan.addedAt,
  ]);
  return write(ground, priced, { addedAt: plan.addedAt, voidedAt, modifiedAt, top: true });
}
