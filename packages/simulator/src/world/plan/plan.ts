import { orderGuid } from '../values/guid.js';
import { NEVER, type Kind, type Life } from '../life/types.js';
import type { Restaurant } from '../restaurant.js';
import { chargesOf } from './charges.js';
import { checkDiscounts, discountLines } from './discounts.js';
import { guest } from './guests.js';
import { linesOf } from './lines.js';
import { tender, tendersOf } from './tenders.js';
import type { CheckPlan, DiscountPlan, OrderPlan, RefundPlan } from './types.js';
import { Workshop } from './workshop.js';

const SOURCES: Readonly<Record<Kind, readonly string[]>> = {
  table: ['In Store', 'In Store', 'In Store', 'Order-and-Pay-at-Table', 'Toast Tables'],
  counter: ['In Store', 'In Store', 'Kiosk'],
  phone: ['In Store', 'Caller Id', 'Catering'],
  online: ['Online', 'Branded Online Ordering', 'Toast Local', 'Toast Pickup App', 'Google'],
  marketplace: ['API'],
  giftCard: ['In Store', 'Online'],
  houseAccount: ['In Store', 'Invoice'],
  excessFood: ['In Store'],
};

/** Kinds of order that only fields of newer orders tell. */
const NEWER: readonly Kind[] = ['marketplace', 'excessFood'];

const REFUNDS: readonly RefundPlan[] = ['line', 'full', 'charge', 'tip'];

function checkPlan(shop: Workshop, check: number, discounts: readonly DiscountPlan[]): CheckPlan {
  const { rng, life } = shop;
  const tenders = tendersOf(shop);
  const first = check === 0;
  const known = life.kind === 'online' || life.kind === 'phone' || life.mode === 'DELIVERY';
  const visitor = known || rng.chance(60) ? guest(shop) : null;
  const used = discounts.find((discount) => discount.loyalty !== null)?.loyalty ?? null;
  const member =
    used ?? (visitor && rng.chance(150) ? `LOYALTY-${rng.int(100_000, 999_999)}` : null);
  return {
    guid: shop.guid(),
    number: (life.address.index * 3 + check) % 500,
    discounts,
    charges: chargesOf(shop, tenders),
    tenders,
    denied: first && life.denied !== NEVER ? tender(shop, 'CREDIT', 1000) : null,
    repaid:
      first && life.repaid !== NEVER ? tender(shop, life.card ? 'CREDIT' : 'CASH', 1000) : null,
    taxExempt: life.role === 'alone' && rng.chance(12),
    guest: visitor,
    loyalty: member === null ? null : { guid: shop.guid(), identifier: member },
    tabName: life.kind === 'table' && rng.chance(200) ? `${rng.pick(TABS)} “${check + 1}”` : null,
  };
}

const TABS = ['Señor García', 'Window seat', 'Müller & Co.', 'Birthday 🎉'];

/** The contents of an order, from its own stream of random numbers. */
export function planOf(restaurant: Restaurant, life: Life): OrderPlan {
  const shop = new Workshop(restaurant, life);
  const { rng, catalogue } = shop;
  const lines = linesOf(shop);
  discountLines(shop, lines);
  const discounts = checkDiscounts(shop, lines);
  const checks = Array.from({ length: life.checks }, (_, check) =>
    checkPlan(shop, check, check === 0 ? discounts : []),
  );
  return {
    guid: orderGuid(restaurant.seed, life.address),
    checks,
    lines,
    refund: REFUNDS[rng.weighted([50, 30, 15, 5])] as RefundPlan,
    refundGuid: shop.guid(),
    curbsideGuid: shop.guid(),
    packagingGuid: shop.guid(),
    server: rng.pick(catalogue.servers).reference,
    laterServer: rng.pick(catalogue.servers).reference,
    device: rng.pick(catalogue.devices),
    laterDevice: rng.pick(catalogue.devices),
    table: rng.int(0, catalogue.tables.length - 1),
    source: rng.pick(SOURCES[life.kind]),
    voidReason: rng.pick(catalogue.voidReasons).reference,
    facilitated: life.kind === 'marketplace',
    older: !NEWER.includes(life.kind) && !life.testMode && rng.chance(70),
    externalId:
      life.kind === 'marketplace' || (life.kind === 'online' && rng.chance(300))
        ? `EXAMPLE:${life.address.day}-${life.address.index}`
        : null,
    packaging: life.mode !== 'DINE_IN' && rng.chance(120),
    car: life.kind === 'online' && life.mode === 'TAKE_OUT' && rng.chance(350),
    prepMinutes: rng.int(2, 12) * 5,
  };
}
