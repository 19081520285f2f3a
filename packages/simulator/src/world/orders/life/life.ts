import { hourOfOrder, ordersOn } from '../../restaurant/demand.js';
import type { Restaurant } from '../../restaurant/restaurant.js';
import { HOUR, MINUTE } from '../../values/calendar.js';
import type { OrderAddress } from '../../values/guid.js';
import { NEVER } from '../../values/instants.js';
import { Rng, wordsOf } from '../../values/random.js';
import { drawMishaps } from './mishaps.js';
import { drawPayments } from './paying.js';
import { blankLife, type Kind, type Life, type Role } from './types.js';
import { drawVisit } from './visit.js';

/** Draws how orders 2k and 2k+1 of a day are related. */
function roleOf(restaurant: Restaurant, { day, index }: OrderAddress): Role {
  const pair = index >> 1;
  // The first pair stays unrelated: the day's excess food order cannot be joined.
  if (pair === 0 || pair * 2 + 1 >= ordersOn(restaurant, day)) return 'alone';
  const draw = new Rng(wordsOf(restaurant.seed, 0x70, restaurant.index, day, pair)).int(0, 999);
  const target = index % 2 === 0;
  if (draw < 16) return target ? 'mergeTarget' : 'mergeSource';
  if (draw < 26) return target ? 'moveTarget' : 'moveSource';
  return 'alone';
}

const KINDS: readonly Kind[] = [
  'table',
  'counter',
  'phone',
  'online',
  'marketplace',
  'giftCard',
  'houseAccount',
];

function kindOf({ index }: OrderAddress, role: Role, rng: Rng): Kind {
  if (role !== 'alone') return 'table';
  if (index === 0 && rng.chance(350)) return 'excessFood';
  return KINDS[rng.weighted([560, 130, 70, 150, 65, 18, 7])] as Kind;
}

/** Returns the address of the other order of a pair. */
export function partnerOf({ restaurant, day, index }: OrderAddress): OrderAddress {
  return { restaurant, day, index: index ^ 1 };
}

/** Draws an order's whole history from its own random stream. */
export function lifeOf(restaurant: Restaurant, address: OrderAddress): Life {
  const { day, index } = address;
  const rng = new Rng(wordsOf(restaurant.seed, 0x1f, restaurant.index, day, index));
  const role = roleOf(restaurant, address);
  const isSource = role === 'mergeSource' || role === 'moveSource';
  const target = isSource ? lifeOf(restaurant, partnerOf(address)) : null;
  const kind = kindOf(address, role, rng);
  const clock = hourOfOrder(restaurant, rng) * HOUR + rng.int(0, HOUR - 1);
  const opened = target
    ? target.joined - rng.int(5 * MINUTE, 12 * MINUTE)
    : restaurant.calendar.noon(day) - 12 * HOUR + clock;
  const life = blankLife(address, role, kind, opened);
  drawVisit(life, target, rng);
  drawPayments(restaurant, life, target, rng);
  drawMishaps(restaurant, life, rng);
  if (life.deleted === NEVER && rng.chance(25)) {
    life.edited = opened + rng.int(20 * MINUTE, 190 * HOUR);
  }
  return life;
}
