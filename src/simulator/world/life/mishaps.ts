import { DAY, HOUR, MINUTE } from '../calendar.js';
import type { Rng } from '../random.js';
import type { Restaurant } from '../restaurant.js';
import type { Paying } from './paying.js';
import { NEVER, type Life } from './types.js';
import type { Visit } from './visit.js';

type Mishaps = Pick<
  Life,
  | 'discounted'
  | 'lineRemoved'
  | 'lineVoided'
  | 'paymentVoided'
  | 'repaid'
  | 'refunded'
  | 'noteRemoved'
  | 'checkVoided'
  | 'orderVoided'
  | 'deleted'
> &
  Partial<Paying>;

const NONE: Mishaps = {
  discounted: NEVER,
  lineRemoved: NEVER,
  lineVoided: NEVER,
  paymentVoided: NEVER,
  repaid: NEVER,
  refunded: NEVER,
  noteRemoved: NEVER,
  checkVoided: NEVER,
  orderVoided: NEVER,
  deleted: NEVER,
};

/** What payments an order never sees that ends before it is paid. */
const unpaid = (checks: number): Partial<Paying> => ({
  paid: Array<number>(checks).fill(NEVER),
  closed: NEVER,
  captured: NEVER,
  tipped: NEVER,
  denied: NEVER,
});

/** Orders that end badly: opened by mistake, walked out of, or cancelled after payment. */
function ending({ calendar }: Restaurant, visit: Visit, paying: Paying, rng: Rng): Mishaps | null {
  const { created, opened, served, checks, address } = visit;
  const draw = rng.int(0, 999);
  if (draw < 9) {
    const deleted = created + rng.int(MINUTE, 12 * MINUTE);
    const deliverable = { dispatched: NEVER, delivered: NEVER };
    if (deleted >= (paying.paid[0] ?? NEVER)) return null;
    return { ...NONE, ...unpaid(checks), ...deliverable, deleted };
  }
  if (draw < 17) {
    const orderVoided = Math.max(served, opened) + rng.int(15 * MINUTE, 2 * HOUR);
    return { ...NONE, ...unpaid(checks), orderVoided };
  }
  if (draw < 25) {
    const last = Math.max(...paying.paid);
    const until = Math.max(calendar.start(address.day + 1), last + 20 * MINUTE);
    if (last === NEVER) return null;
    const orderVoided = last + rng.int(MINUTE, Math.min(until - last, 3 * HOUR));
    const closed = paying.closed < orderVoided ? paying.closed : NEVER;
    return { ...NONE, captured: NEVER, tipped: NEVER, closed, orderVoided };
  }
  return null;
}

/** What goes wrong with an order, or is put right afterwards. */
export function mishaps(restaurant: Restaurant, visit: Visit & Paying, rng: Rng): Mishaps {
  const { role, kind, created, opened, served, checks, paid, captured, closed, card } = visit;
  if (kind === 'excessFood') return NONE;
  if (role === 'mergeSource') return { ...NONE, deleted: visit.joined };
  const end = role === 'alone' ? ending(restaurant, visit, visit, rng) : null;
  if (end) return end;

  const table = kind === 'table';
  const first = paid[0] ?? NEVER;
  const between = (): number => {
    const from = Math.max(created, visit.rounds.at(-1) ?? created) + 1000;
    const until = Math.min(first, visit.denied, visit.split, visit.joined, served) - 1000;
    return until > from ? rng.int(from, until) : NEVER;
  };
  const often = (perMille: number): boolean => table && rng.chance(perMille);
  const discounted =
    kind === 'giftCard' || kind === 'houseAccount'
      ? NEVER
      : table
        ? rng.chance(130)
          ? between()
          : NEVER
        : rng.chance(130)
          ? created
          : NEVER;
  const repays =
    table && checks === 1 && role === 'alone' && Number.isFinite(closed) && rng.chance(25);
  const paymentVoided = repays && closed < captured ? closed + rng.int(MINUTE, 10 * MINUTE) : NEVER;
  const repaid = paymentVoided === NEVER ? NEVER : paymentVoided + rng.int(30_000, 3 * MINUTE);
  const captureAfter =
    captured === NEVER || repaid === NEVER ? captured : Math.max(captured, repaid + MINUTE);
  const settled = card ? captureAfter : closed;
  const checkVoided =
    checks > 1 && role === 'alone' && first !== NEVER && rng.chance(110)
      ? (paid[0] as number) - rng.int(1000, 15_000)
      : NEVER;
  const refundable = settled !== NEVER && repaid === NEVER && rng.chance(38);
  return {
    discounted,
    lineRemoved: often(55) ? between() : NEVER,
    lineVoided: often(65) ? between() : NEVER,
    paymentVoided,
    repaid,
    refunded: refundable ? settled + rng.int(30 * MINUTE, 8 * DAY) : NEVER,
    noteRemoved: often(15) && first !== NEVER ? opened + rng.int(6 * HOUR, 4 * DAY) : NEVER,
    checkVoided,
    orderVoided: NEVER,
    deleted: NEVER,
    captured: captureAfter,
    paid: checkVoided === NEVER ? paid : [...paid.slice(0, -1), NEVER],
  };
}
