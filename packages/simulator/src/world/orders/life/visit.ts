import type { DiningBehaviour } from '../../restaurant/catalogue.js';
import { HOUR, MINUTE } from '../../values/calendar.js';
import type { Rng } from '../../values/random.js';
import type { Kind, Life, LifeDraft } from './types.js';

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

function checksOf({ role, kind, guests }: LifeDraft, rng: Rng): number {
  if (role === 'moveSource') return 2;
  if (role !== 'alone' || kind !== 'table' || guests < 2 || !rng.chance(130)) return 1;
  return guests > 3 && rng.chance(300) ? 3 : 2;
}

/** Draws when the order comes in and when the restaurant approves it. */
function drawArrival(life: LifeDraft, rng: Rng): void {
  const { kind, opened } = life;
  const ahead = kind === 'online' ? 260 : kind === 'phone' ? 160 : 0;
  if (rng.chance(ahead)) {
    life.promised = opened;
    life.created = opened - rng.int(100 * MINUTE, 96 * HOUR);
    life.approved = opened - rng.int(35 * MINUTE, 70 * MINUTE);
  } else if (kind === 'online' && rng.chance(120)) {
    life.approved = life.created + rng.int(20_000, 4 * MINUTE);
  }
}

/** Draws when the guests of a table order, round by round. */
function drawRounds(life: LifeDraft, target: Life | null, rng: Rng): void {
  life.served = life.created;
  life.rounds.push(life.created);
  if (life.kind !== 'table') return;
  const more = target ? 0 : rng.weighted([35, 40, 20, 5]);
  for (let round = 0; round < more; round++) {
    life.served += rng.int(4 * MINUTE, 24 * MINUTE);
    life.rounds.push(life.served);
  }
  life.served += rng.int(4 * MINUTE, 20 * MINUTE);
  // Some stay longer, late at night even past the close-out.
  if (rng.chance(90)) life.served += rng.int(30 * MINUTE, 80 * MINUTE);
}

/** Draws an order's history from its creation until its guests are served. */
export function drawVisit(life: LifeDraft, target: Life | null, rng: Rng): void {
  const { role, kind, opened } = life;
  life.mode = modeOf(kind, rng);
  life.guests = kind === 'table' ? rng.weighted([0, 14, 40, 12, 18, 6, 5, 3, 2]) : 1;
  life.testMode = role === 'alone' && rng.chance(4);
  life.checks = checksOf(life, rng);
  drawArrival(life, rng);
  drawRounds(life, target, rng);
  if (target) life.joined = target.joined;
  else if (role !== 'alone') life.joined = opened + rng.int(14 * MINUTE, 30 * MINUTE);
  if (role !== 'alone') {
    life.served = Math.max(life.served, life.joined) + rng.int(4 * MINUTE, 15 * MINUTE);
  }
  if (role === 'moveSource') life.split = life.created;
  else if (life.checks > 1) life.split = life.served - rng.int(30_000, 2 * MINUTE);
}
