import { MINUTE } from '../calendar.js';
import type { OrderAddress } from '../guid.js';
import { Rng, wordsOf } from '../random.js';
import type { Restaurant } from '../restaurant.js';
import { mishaps } from './mishaps.js';
import { hourOfOrder, ordersOn } from './demand.js';
import { payments } from './paying.js';
import { NEVER, type Kind, type Life, type Role } from './types.js';
import { visitOf } from './visit.js';

/** What orders 2k and 2k+1 of a day have to do with each other. */
function rolesOf(restaurant: Restaurant, { day, index }: OrderAddress): Role {
  const pair = index >> 1;
  // The first pair is left alone: the day's order of excess food has no guests to join.
  if (pair === 0 || pair * 2 + 1 >= ordersOn(restaurant, day)) return 'alone';
  const draw = new Rng(wordsOf(restaurant.seed, 0x70, restaurant.index, day, pair)).int(0, 999);
  const target = index % 2 === 0;
  if (draw < 16) return target ? 'mergeTarget' : 'mergeSource';
  if (draw < 26) return target ? 'moveTarget' : 'moveSource';
  return 'alone';
}

function kindOf({ index }: OrderAddress, role: Role, rng: Rng): Kind {
  if (role !== 'alone') return 'table';
  if (index === 0 && rng.chance(350)) return 'excessFood';
  const kinds: readonly Kind[] = [
    'table',
    'counter',
    'phone',
    'online',
    'marketplace',
    'giftCard',
    'houseAccount',
  ];
  return kinds[rng.weighted([560, 130, 70, 150, 65, 18, 7])] as Kind;
}

/** The other order of a pair. */
export function partnerOf({ restaurant, day, index }: OrderAddress): OrderAddress {
  return { restaurant, day, index: index ^ 1 };
}

/** When everything happens to one order, drawn from its own stream of random numbers. */
export function lifeOf(restaurant: Restaurant, address: OrderAddress): Life {
  const { seed, index: at } = restaurant;
  const { day, index } = address;
  const rng = new Rng(wordsOf(seed, 0x1f, at, day, index));
  const role = rolesOf(restaurant, address);
  const target =
    role === 'mergeSource' || role === 'moveSource'
      ? lifeOf(restaurant, partnerOf(address))
      : undefined;
  const kind = kindOf(address, role, rng);
  const clock =
    restaurant.calendar.noon(day) +
    (hourOfOrder(restaurant, rng) - 12) * 60 * MINUTE +
    rng.int(0, 60 * MINUTE - 1);
  const opened = target ? target.joined - rng.int(5 * MINUTE, 12 * MINUTE) : clock;
  const visit = visitOf(restaurant, { address, role, kind, opened, joined: target?.joined }, rng);
  const paying = payments(restaurant, visit, target, rng);
  return {
    ...visit,
    ...paying,
    ...mishaps(restaurant, { ...visit, ...paying }, rng),
    edited: rng.chance(25) ? opened + rng.int(20, 190 * 60) * MINUTE + rng.int(0, 59_999) : NEVER,
  };
}
