import type { Json } from '../../contract/json.js';
import { EPOCH, latest, NEVER, timestamp, timestampBy } from '../../values/instants.js';
import { dollars } from '../../values/money.js';
import type { CheckPlan, LinePlan } from '../plan/types.js';
import { priceCheck } from '../pricing/check.js';
import { discountJson } from './discounts.js';
import { customerJson, loyaltyJson } from './guest.js';
import { paymentsOf } from './payments.js';
import { checkVoid, type Scene } from './scene.js';
import { chargeJson, selectionJson } from './selection.js';

/** A check of an order at one moment. */
export interface CheckPart {
  readonly plan: CheckPlan;
  /** Its index in the order, which is the order of payment. */
  readonly index: number;
  readonly lines: readonly { readonly line: LinePlan; readonly movedAt: number }[];
  readonly created: number;
  readonly paidAt: number;
  /** When it was moved here from another order. */
  readonly movedAt: number;
}

function status({ life, now }: Scene, { index, paidAt }: CheckPart): string {
  if (paidAt > now) return 'OPEN';
  if (life.rejected <= now) return 'OPEN';
  if (index === 0 && life.paymentVoided <= now) return life.repaid <= now ? 'CLOSED' : 'OPEN';
  return life.closed <= now ? 'CLOSED' : 'PAID';
}

function modified({ life, now }: Scene, { created, paidAt, movedAt }: CheckPart): number {
  const { discounted, split, lineRemoved, lineVoided, denied, closed, paymentVoided } = life;
  const { repaid, captured, tipped, refunded, noteRemoved, rejected } = life;
  const own = [created, paidAt, movedAt, discounted, split, lineRemoved, lineVoided, denied];
  const settled = [closed, paymentVoided, repaid, captured, tipped, refunded, noteRemoved];
  const ended = [rejected, life.checkVoided, life.orderVoided, life.deleted, life.joined];
  return Math.max(created, latest(now, [...own, ...settled, ...ended, ...life.rounds]));
}

/** Builds definition `Check`. */
export function checkJson(scene: Scene, part: CheckPart): Json {
  const { restaurant, life, plan: order, now } = scene;
  const { plan, index, lines, paidAt } = part;
  const { taxRates } = restaurant.catalogue;
  const voidedAt = checkVoid(scene, index);
  const voided = voidedAt !== null;
  const rates = [taxRates.state, taxRates.local];
  const priced = priceCheck({
    lines: lines.map(({ line }) => line),
    isVoided: (line) => line.voidedAt <= now,
    discounts: life.discounted <= now ? plan.discounts : [],
    charges: plan.charges.filter(
      ({ charge }) => charge.category !== 'CREDIT_CARD_SURCHARGE' || paidAt <= now,
    ),
    rounding: paidAt <= now ? plan.rounding : null,
    chargeTaxes: rates,
    taxed: !plan.taxExempt && life.kind !== 'excessFood',
    given: life.kind === 'excessFood',
  });
  const { payments, tips, refund } = paymentsOf(scene, { ...part, priced, orderGuid: order.guid });
  const facilitated = !order.facilitated
    ? 'no'
    : life.address.index % 2 === 0
      ? 'remits'
      : 'computes';
  const context = {
    scene,
    checkVoided: voidedAt,
    refunds: refund?.items ?? new Map<string, never>(),
    facilitated,
  } as const;
  const paymentStatus = status(scene, part);
  const paid = index === 0 && life.repaid <= now ? life.repaid : paidAt;
  const closedAt = index === 0 && life.repaid <= now ? life.repaid : life.closed;
  const deleted = life.deleted <= now;
  const online = order.source !== 'In Store';
  return {
    guid: plan.guid,
    entityType: 'Check',
    externalId: null,
    displayNumber: String(plan.number),
    payments,
    appliedDiscounts: priced.discounts.map((discount) => discountJson(scene, discount)),
    lastModifiedDevice: { id: online ? null : order.device.id },
    voidDate: voided ? timestamp(voidedAt) : null,
    paidDate: timestampBy(paid, now),
    appliedLoyaltyInfo: loyaltyJson(plan, paid <= now),
    voided,
    paymentStatus,
    amount: voided ? 0 : dollars(priced.amount),
    tabName: plan.tabName,
    taxExempt: plan.taxExempt,
    openedDate: timestamp(part.created),
    // With gratuities and tips, as in recorded orders; the definition names neither.
    totalAmount: voided ? 0 : dollars(priced.amount + priced.tax + priced.gratuity + tips),
    selections: priced.lines.map((line, k) =>
      selectionJson(context, line, lines[k]?.movedAt ?? NEVER),
    ),
    voidBusinessDate: voided ? restaurant.calendar.dateAt(voidedAt) : null,
    createdDate: timestamp(part.created),
    deleted,
    createdDevice: { id: online ? null : order.device.id },
    closedDate: paymentStatus === 'CLOSED' ? timestamp(closedAt) : null,
    deletedDate: deleted ? timestamp(life.deleted) : notDeleted(scene),
    modifiedDate: timestamp(modified(scene, part)),
    taxAmount: voided ? 0 : dollars(priced.tax),
    appliedServiceCharges: priced.charges.map((charge) =>
      chargeJson(context, charge, rates, plan.tenders[0]?.guid ?? null),
    ),
    customer: customerJson(scene, plan),
    duration: order.older
      ? undefined
      : paid <= now
        ? Math.floor((paid - part.created) / 1000)
        : null,
    openedBy: order.older ? undefined : online ? null : order.server,
  };
}

/**
 * Returns the `deletedDate` of what is not deleted. Both forms occur in recorded orders (definition
 * `Order` names the first only).
 */
export function notDeleted({ plan, life }: Scene): string | null {
  return plan.older || life.address.index % 3 === 0 ? EPOCH : null;
}
