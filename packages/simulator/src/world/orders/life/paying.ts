import type { Restaurant } from '../../restaurant/restaurant.js';
import { DAY, HOUR, MINUTE } from '../../values/calendar.js';
import { NEVER } from '../../values/instants.js';
import type { Rng } from '../../values/random.js';
import type { Life, LifeDraft } from './types.js';

function firstPayment({ kind, created, opened, served, promised }: LifeDraft, rng: Rng): number {
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

function drawDelivery(life: LifeDraft, rng: Rng): void {
  if (life.mode !== 'DELIVERY') return;
  const ready = Math.max(life.created, life.opened - 15 * MINUTE);
  life.dispatched = ready + rng.int(14 * MINUTE, 26 * MINUTE);
  life.delivered = life.dispatched + rng.int(8 * MINUTE, 25 * MINUTE);
}

/**
 * Draws how an order is paid and what follows: cards are captured after the close-out of the
 * business day (Toast's guide, apiRestaurantBusinessDate), so many orders change within minutes. A
 * moved check is paid with the order that it moved to.
 */
export function drawPayments(
  { calendar }: Restaurant,
  life: LifeDraft,
  target: Life | null,
  rng: Rng,
): void {
  const { kind, role, checks } = life;
  drawDelivery(life, rng);
  life.card = kind === 'online' || (kind !== 'marketplace' && rng.chance(780));
  const abandoned = role === 'alone' && kind === 'table' && rng.chance(14);
  if (role === 'mergeSource' || abandoned || kind === 'excessFood') {
    life.paid = Array<number>(checks).fill(NEVER);
    return;
  }
  let last = firstPayment(life, rng);
  life.paid.push(last);
  if (role === 'moveSource') life.paid.push(target?.paid[0] ?? NEVER);
  else for (let k = 1; k < checks; k++) life.paid.push((last += rng.int(40_000, 2 * MINUTE)));

  if (!life.card) {
    life.closed = last + rng.int(200, 1500);
    return;
  }
  const closeout = Math.max(calendar.start(life.address.day + 1), last);
  life.captured = closeout + rng.int(MINUTE, 25 * MINUTE);
  const waits = kind === 'table' && rng.chance(550);
  life.closed = waits ? life.captured : last + rng.int(500, 20 * MINUTE);
  if (rng.chance(60)) life.tipped = life.captured + rng.int(HOUR, DAY);
  if (kind === 'table' && rng.chance(30)) life.denied = (life.paid[0] as number) - 20_000;
}
