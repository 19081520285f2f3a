import { HOUR, MINUTE } from '../calendar.js';
import type { DiningBehaviour } from '../catalogue/types.js';
import type { Rng } from '../random.js';
import type { Restaurant } from '../restaurant.js';
import { NEVER, type Kind, type Life, type Role } from './types.js';

interface Arrival extends Pick<Life, 'address' | 'role' | 'kind' | 'opened'> {
  /** When a source's pair is joined. */
  readonly joined: number | undefined;
}

export type Visit = Pick<
  Life,
  | 'address'
  | 'role'
  | 'kind'
  | 'mode'
  | 'testMode'
  | 'guests'
  | 'checks'
  | 'opened'
  | 'created'
  | 'promised'
  | 'approved'
  | 'rounds'
  | 'split'
  | 'joined'
> & {
  /** When the guests have all they ordered. */
  readonly served: number;
};

function modeOf(kind: Kind, rng: Rng): DiningBehaviour {
  switch (kind) {
    case 'table':
    case 'excessFood':
      return 'DINE_IN';
    case 'counter':
    case 'giftCard':
    case 'houseAccount':
      return 'TAKE_OUT';
    case 'marketplace':
      return 'DELIVERY';
    case 'phone':
    case 'online':
      return rng.chance(420) ? 'DELIVERY' : 'TAKE_OUT';
  }
}

function checksOf(role: Role, kind: Kind, guests: number, rng: Rng): number {
  if (role === 'moveSource') return 2;
  if (role !== 'alone' || kind !== 'table' || guests < 2 || !rng.chance(130)) return 1;
  return guests > 3 && rng.chance(300) ? 3 : 2;
}

/** From the creation of an order to the moment its guests are served. */
export function visitOf(restaurant: Restaurant, arrival: Arrival, rng: Rng): Visit {
  const { role, kind, opened } = arrival;
  const mode = modeOf(kind, rng);
  const guests = kind === 'table' ? rng.weighted([0, 14, 40, 12, 18, 6, 5, 3, 2]) : 1;
  const scheduled =
    (kind === 'online' || kind === 'phone') && rng.chance(kind === 'online' ? 260 : 160);
  const needsApproval = !scheduled && kind === 'online' && rng.chance(120);
  const created = scheduled ? opened - rng.int(100, 4 * 24 * 60) * MINUTE : opened;
  const approved = scheduled
    ? opened - rng.int(35, 70) * MINUTE
    : needsApproval
      ? created + rng.int(20_000, 4 * MINUTE)
      : NEVER;

  const rounds = [created];
  let served = created;
  if (kind === 'table') {
    const more = arrival.joined === undefined ? rng.weighted([35, 40, 20, 5]) : 0;
    for (let round = 0; round < more; round++) {
      served += rng.int(4 * MINUTE, 24 * MINUTE);
      rounds.push(served);
    }
    served += rng.int(4 * MINUTE, 20 * MINUTE);
  }

  const joined =
    arrival.joined ??
    (role === 'mergeTarget' || role === 'moveTarget'
      ? opened + rng.int(14 * MINUTE, 30 * MINUTE)
      : NEVER);
  if (joined !== NEVER) served = Math.max(served, joined) + rng.int(4 * MINUTE, HOUR / 4);

  const checks = checksOf(role, kind, guests, rng);
  const split = role === 'moveSource' ? created : served - rng.int(30_000, 2 * MINUTE);
  return {
    address: arrival.address,
    role,
    kind,
    mode,
    testMode: role === 'alone' && rng.chance(4),
    guests,
    checks,
    opened,
    created,
    promised: scheduled ? opened : NEVER,
    approved,
    rounds,
    split: checks > 1 ? split : NEVER,
    joined,
    served,
  };
}
