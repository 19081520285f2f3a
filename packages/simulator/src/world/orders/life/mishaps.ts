import type { Restaurant } from '../../restaurant/restaurant.js';
import { DAY, HOUR, MINUTE } from '../../values/calendar.js';
import { NEVER } from '../../values/instants.js';
import type { Rng } from '../../values/random.js';
import type { LifeDraft } from './types.js';

function leaveUnpaid(life: LifeDraft): void {
  life.paid.fill(NEVER);
  life.closed = NEVER;
  life.captured = NEVER;
  life.tipped = NEVER;
  life.denied = NEVER;
}

/**
 * Draws the deletion of an order that was opened by mistake, before anything else happens to it.
 */
function drawDeletion(life: LifeDraft, rng: Rng): boolean {
  const deleted = life.created + rng.int(MINUTE, 12 * MINUTE);
  if (deleted >= (life.paid[0] as number)) return false;
  leaveUnpaid(life);
  life.deleted = deleted;
  life.rounds = life.rounds.filter((round) => round < deleted);
  life.split = NEVER;
  life.approved = life.approved < deleted ? life.approved : NEVER;
  life.dispatched = NEVER;
  life.delivered = NEVER;
  return true;
}

/**
 * Draws a cancellation on the day of payment: cards are not captured yet, so payments are voided.
 */
function drawCancellation({ calendar }: Restaurant, life: LifeDraft, rng: Rng): boolean {
  const last = Math.max(...life.paid);
  if (last === NEVER) return false;
  const until = Math.max(calendar.start(life.address.day + 1), last + 20 * MINUTE);
  life.orderVoided = last + rng.int(MINUTE, Math.min(until - last, 3 * HOUR));
  life.captured = NEVER;
  life.tipped = NEVER;
  if (life.closed > life.orderVoided) life.closed = NEVER;
  return true;
}

/** Draws that nobody approves an online order in time: it is not made, and its payment voided. */
function drawRejection(life: LifeDraft, rng: Rng): boolean {
  const paid = life.paid[0] as number;
  life.approved = NEVER;
  life.rejected = paid + rng.int(15 * MINUTE, 45 * MINUTE);
  life.closed = paid + 500;
  life.captured = NEVER;
  life.tipped = NEVER;
  life.dispatched = NEVER;
  life.delivered = NEVER;
  return true;
}

/** Draws whether an order is deleted, voided or not approved. */
function drawEnding(restaurant: Restaurant, life: LifeDraft, rng: Rng): boolean {
  const draw = rng.int(0, 999);
  if (life.kind === 'online' && life.promised === NEVER && draw > 975) {
    return drawRejection(life, rng);
  }
  if (draw < 9) return drawDeletion(life, rng);
  if (draw < 17) {
    leaveUnpaid(life);
    life.orderVoided = Math.max(life.served, life.opened) + rng.int(15 * MINUTE, 2 * HOUR);
    // Some are found by the next day's manager.
    if (rng.chance(400)) life.orderVoided += DAY;
    return true;
  }
  return draw < 25 && drawCancellation(restaurant, life, rng);
}

/** Draws an instant after the last selection and before the payment. */
function moment(life: LifeDraft, rng: Rng): number {
  const from = (life.rounds.at(-1) as number) + 1000;
  const first = life.paid[0] as number;
  const until = Math.min(first, life.denied, life.split, life.joined, life.served) - 1000;
  return until > from ? rng.int(from, until) : NEVER;
}

function drawChanges(life: LifeDraft, rng: Rng): void {
  if (life.kind === 'houseAccount') return;
  if (life.kind === 'giftCard') {
    if (rng.chance(120)) life.discounted = life.created;
    return;
  }
  const table = life.kind === 'table';
  if (rng.chance(130)) life.discounted = table ? moment(life, rng) : life.created;
  if (!table) return;
  if (rng.chance(55)) life.lineRemoved = moment(life, rng);
  if (rng.chance(65)) life.lineVoided = moment(life, rng);
  const first = life.paid[0] as number;
  if (first === NEVER) return;
  if (rng.chance(15)) life.noteRemoved = life.opened + rng.int(6 * HOUR, 4 * DAY);
  if (life.role !== 'alone') return;
  if (life.checks > 1 && rng.chance(110)) {
    life.checkVoided = first - rng.int(1000, 15_000);
    life.paid[life.checks - 1] = NEVER;
  }
  if (life.checks === 1 && life.closed < life.captured && rng.chance(45)) {
    life.paymentVoided = life.closed + rng.int(MINUTE, 10 * MINUTE);
    life.repaid = life.paymentVoided + rng.int(30_000, 3 * MINUTE);
    if (life.card) life.captured = Math.max(life.captured, life.repaid + MINUTE);
  }
}

/** Draws deletions, voids, corrections and refunds of an order. */
export function drawMishaps(restaurant: Restaurant, life: LifeDraft, rng: Rng): void {
  if (life.kind === 'excessFood') return;
  if (life.role === 'mergeSource') {
    life.deleted = life.joined;
    return;
  }
  if (life.role === 'alone' && drawEnding(restaurant, life, rng)) return;
  drawChanges(life, rng);
  const settled = life.card ? life.captured : life.closed;
  if (settled !== NEVER && life.repaid === NEVER && rng.chance(38)) {
    // A guest who paid in cash may still be there; cards are settled on the next day at the earliest.
    const soon = !life.card && rng.chance(400);
    life.refunded = settled + rng.int(10 * MINUTE, soon ? HOUR : 8 * DAY);
  }
}
