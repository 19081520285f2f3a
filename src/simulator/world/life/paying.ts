import { DAY, HOUR, MINUTE } from '../calendar.js';
import type { Rng } from '../random.js';
import type { Restaurant } from '../restaurant.js';
import { NEVER, type Life } from './types.js';
import type { Visit } from './visit.js';

export type Paying = Pick<
  Life,
  'card' | 'paid' | 'closed' | 'captured' | 'tipped' | 'denied' | 'dispatched' | 'delivered'
>;

function firstPayment({ kind, created, opened, served, promised }: Visit, rng: Rng): number {
  switch (kind) {
    case 'online':
    case 'marketplace':
      return created + rng.int(900, 4000);
    case 'phone':
      return (promised === NEVER ? created : opened) + rng.int(12 * MINUTE, 40 * MINUTE);
    case 'counter':
    case 'giftCard':
    case 'houseAccount':
      return created + rng.int(20_000, 3 * MINUTE);
    case 'table':
      return served + rng.int(MINUTE, 12 * MINUTE);
    case 'excessFood':
      return NEVER;
  }
}

/**
 * How an order is paid and what follows: cards are captured after the close-out of the business
 * day (Toast's guide, apiRestaurantBusinessDate), so many orders change in the same minutes.
 * A check that was moved is paid with the order it went to.
 */
export function payments(
  { calendar }: Restaurant,
  visit: Visit,
  target: Life | undefined,
  rng: Rng,
): Paying {
  const { kind, role, checks, mode } = visit;
  const merged = role === 'mergeSource';
  const abandoned = role === 'alone' && kind === 'table' && rng.chance(14);
  const card = kind === 'online' || (kind !== 'marketplace' && rng.chance(780));
  const first = firstPayment(visit, rng);
  const unpaid = merged || abandoned || kind === 'excessFood';
  const paid = Array.from({ length: checks }, (_, check) => {
    if (unpaid) return NEVER;
    if (role === 'moveSource' && check === 1) return target?.paid[0] ?? NEVER;
    return first + check * rng.int(40_000, 2 * MINUTE);
  });
  const last = Math.max(...(role === 'moveSource' ? paid.slice(0, 1) : paid));
  const closeout = (from: number): number =>
    Math.max(calendar.start(visit.address.day + 1), from) + rng.int(MINUTE, 25 * MINUTE);
  const captured = card && last !== NEVER ? closeout(last) : NEVER;
  const waits = card && kind === 'table' && rng.chance(550);
  const closed =
    last === NEVER
      ? NEVER
      : waits
        ? captured
        : last + (card ? rng.int(500, 20 * MINUTE) : rng.int(200, 1500));
  const ready = Math.max(visit.created, visit.opened - 15 * MINUTE);
  const dispatched = mode === 'DELIVERY' ? ready + rng.int(14 * MINUTE, 26 * MINUTE) : NEVER;
  return {
    card,
    paid,
    closed,
    captured,
    tipped: captured !== NEVER && rng.chance(60) ? captured + rng.int(HOUR, DAY) : NEVER,
    denied: card && kind === 'table' && first !== NEVER && rng.chance(30) ? first - 20_000 : NEVER,
    dispatched,
    delivered: dispatched === NEVER ? NEVER : dispatched + rng.int(8 * MINUTE, 25 * MINUTE),
  };
}
