import type { Restaurant } from '../../restaurant/restaurant.js';
import { guidOf, orderGuid } from '../../values/guid.js';
import { NEVER } from '../../values/instants.js';
import type { Kind, Life } from '../life/types.js';
import { checkDiscounts, discountLines } from './discounts.js';
import { linesOf } from './lines.js';
import { chargesOf, failedTender, roundingOf, tender, tendersOf } from './payments.js';
import type { CheckPlan, DiscountPlan, GuestPlan, OrderPlan, RefundPlan } from './types.js';
import { PlanContext } from './context.js';

const FIRST = [
  'Ana',
  'Björn',
  'Chloé',
  'Đorđe',
  'Élodie',
  'Fatima',
  'Grace',
  'Håkon',
  'Yuki',
  'Zoë',
];
const LAST = ['Example', 'Müller', 'O’Connor', 'García', 'Nguyễn', 'Smith', 'Świątek', 'Tester'];

/** How many guests come back, to any restaurant of the group. */
const REGULARS = 40;

/**
 * Draws a guest that cannot be a real person: reserved domain, fictional phone numbers. A third are
 * regulars.
 */
export function guest(context: PlanContext): GuestPlan {
  const { rng, restaurant } = context;
  const [firstName, lastName] = [rng.pick(FIRST), rng.pick(LAST)];
  const guid = context.guid();
  const phone = `${restaurant.index % 2 === 0 ? '212' : '312'}55501${twoDigits(rng.int(0, 99))}`;
  const number = rng.int(1, 99_999);
  if (number % 3 === 0) return regular(restaurant.seed, number % REGULARS);
  return { guid, firstName, lastName, phone, email: `guest${number}@example.com` };
}

function regular(seed: number, number: number): GuestPlan {
  return {
    guid: guidOf(seed, `Customer/${number}`),
    firstName: FIRST[number % FIRST.length] as string,
    lastName: LAST[number % LAST.length] as string,
    phone: `21255501${twoDigits(number)}`,
    email: `regular${number}@example.com`,
  };
}

const twoDigits = (number: number): string => String(number).padStart(2, '0');

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

/** Kinds of orders that only fields of newer orders show. */
const NEWER: readonly Kind[] = ['marketplace', 'excessFood'];

const REFUNDS: readonly RefundPlan[] = [
  'line',
  'full',
  'modifier',
  'charge',
  'gratuity',
  'tip',
  'custom',
];

function checkPlan(
  context: PlanContext,
  check: number,
  discounts: readonly DiscountPlan[],
): CheckPlan {
  const { rng, life } = context;
  const tenders = tendersOf(context);
  const first = check === 0;
  const known = life.kind === 'online' || life.kind === 'phone' || life.mode === 'DELIVERY';
  const visitor = known || rng.chance(60) ? guest(context) : null;
  const used = discounts.find((discount) => discount.loyalty !== null)?.loyalty ?? null;
  const member =
    used ?? (visitor && rng.chance(150) ? `LOYALTY-${rng.int(100_000, 999_999)}` : null);
  return {
    guid: context.guid(),
    number: (life.address.index * 3 + check) % 500,
    discounts,
    charges: chargesOf(context, tenders),
    rounding: roundingOf(context, tenders),
    tenders,
    failed: first && life.denied !== NEVER ? failedTender(context) : null,
    repaid:
      first && life.repaid !== NEVER ? tender(context, life.card ? 'CREDIT' : 'CASH', 1000) : null,
    taxExempt: life.role === 'alone' && rng.chance(12),
    guest: visitor,
    loyalty: member === null ? null : { guid: context.guid(), identifier: member },
    tabName: life.kind === 'table' && rng.chance(200) ? `${rng.pick(TABS)} “${check + 1}”` : null,
  };
}

const TABS = ['Señor García', 'Window seat', 'Müller & Co.', 'Birthday 🎉'];

/** Plans the contents of an order, from its own random stream. */
export function planOf(restaurant: Restaurant, life: Life): OrderPlan {
  const context = new PlanContext(restaurant, life);
  const { rng, catalogue } = context;
  const lines = linesOf(context);
  discountLines(context, lines);
  const discounts = checkDiscounts(context, lines);
  const checks = Array.from({ length: life.checks }, (_, check) =>
    checkPlan(context, check, check === 0 ? discounts : []),
  );
  return {
    guid: orderGuid(restaurant.seed, life.address),
    checks,
    lines,
    refund: REFUNDS[rng.weighted([24, 24, 10, 12, 14, 6, 10])] as RefundPlan,
    customRefund: rng.int(4, 50) * 50,
    refundGuid: context.guid(),
    curbsideGuid: context.guid(),
    packagingGuid: context.guid(),
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
