import type { Json } from '../../contract/json.js';
import { timestamp } from '../../values/instants.js';
import { dollars, share } from '../../values/money.js';
import type { CheckPlan, FailedTender, TenderPlan } from '../plan/types.js';
import type { PricedCheck } from '../pricing/line.js';
import { refundOf, type RefundResult } from './refund.js';
import { checkVoid, type Scene } from './scene.js';

/** A payment that exists at `now`, with its amounts in cents. */
interface Made {
  readonly tender: TenderPlan;
  readonly at: number;
  readonly amount: number;
  readonly tip: number;
  readonly voidedAt: number | null;
  /** The status of an attempt that failed. */
  readonly failure: FailedTender['status'] | null;
  readonly refund: RefundResult | null;
}

/** The properties of a check that its payments depend on. */
export interface PaidCheck {
  readonly plan: CheckPlan;
  readonly index: number;
  readonly priced: PricedCheck;
  readonly paidAt: number;
  readonly orderGuid: string;
}

const DEFAULT_LATE_TIP = 150_000;

function made(scene: Scene, { plan, index, priced, paidAt }: PaidCheck): Made[] {
  const { life, now } = scene;
  const due = priced.amount + priced.tax + priced.gratuity;
  const list: Made[] = [];
  if (due === 0) return list;
  const first = index === 0;
  const voidedAt = checkVoid(scene, index) ?? (life.rejected <= now ? life.rejected : null);
  const tipOf = (tender: TenderPlan, amount: number, at: number): number => {
    const late = life.tipped !== Infinity && tender.type === 'CREDIT';
    if (late && at < life.tipped) return 0;
    return share(amount, tender.tip === 0 && late ? DEFAULT_LATE_TIP : tender.tip);
  };
  if (plan.failed && life.denied <= now) {
    const { tender, status: failure } = plan.failed;
    const base = { at: life.denied, amount: due, voidedAt: null, refund: null };
    list.push({ ...base, tender, tip: share(due, tender.tip), failure });
  }
  if (paidAt > now) return list;
  const rest = plan.tenders.slice(1).map((tender) => Math.floor((due * tender.share) / 1000));
  const amounts = [due - rest.reduce((a, b) => a + b, 0), ...rest];
  plan.tenders.forEach((tender, k) => {
    const amount = amounts[k] as number;
    const main = first && k === 0;
    const replaced = main && life.paymentVoided <= now ? life.paymentVoided : null;
    const refunded = main && life.refunded <= now;
    const only = plan.tenders.length === 1;
    const refund = refunded
      ? refundOf(scene.plan, priced, {
          amount,
          tip: tipOf(tender, amount, life.refunded),
          only,
        })
      : null;
    list.push({
      tender,
      at: paidAt,
      amount,
      tip: tipOf(tender, amount, now),
      voidedAt: replaced ?? voidedAt,
      failure: null,
      refund,
    });
  });
  if (first && plan.repaid && life.repaid <= now) {
    const amount = amounts[0] as number;
    list.push({
      tender: plan.repaid,
      at: life.repaid,
      amount,
      tip: tipOf(plan.repaid, amount, now),
      voidedAt,
      failure: null,
      refund: null,
    });
  }
  return list;
}

function status({ life, now }: Scene, { tender, voidedAt, failure }: Made): string | null {
  if (failure !== null) return failure;
  if (voidedAt !== null) return 'VOIDED';
  // Toast documents the status for cards only; other payments have one when voided.
  if (tender.type !== 'CREDIT') return null;
  return life.captured <= now ? 'CAPTURED' : 'AUTHORIZED';
}

function refundJson({ restaurant, plan, life }: Scene, refund: RefundResult): Json {
  return {
    refundAmount: dollars(refund.amount),
    tipRefundAmount: dollars(refund.tip),
    refundDate: timestamp(life.refunded),
    refundBusinessDate: restaurant.calendar.dateAt(life.refunded),
    refundTransaction: { guid: plan.refundGuid, entityType: 'RefundTransaction' },
  };
}

function refundStatus({ refund, amount, tip }: Made): string {
  if (refund === null || refund.amount + refund.tip === 0) return 'NONE';
  return refund.amount === amount && refund.tip === tip ? 'FULL' : 'PARTIAL';
}

function paymentJson(scene: Scene, check: PaidCheck, payment: Made): Json {
  const { restaurant, plan, life } = scene;
  const { tender, at, amount, tip, voidedAt, refund } = payment;
  const paymentStatus = status(scene, payment);
  const captured = paymentStatus === 'CAPTURED';
  const online = plan.source !== 'In Store';
  const device = { id: online ? null : plan.device.id };
  const withheld = restaurant.index % 3 === 1 ? share(amount, 100_000) : 0;
  return {
    guid: tender.guid,
    entityType: 'OrderPayment',
    externalId: null,
    originalProcessingFee: captured ? dollars(share(amount + tip, 24_900) + 15) : null,
    server: online ? null : plan.server,
    cashDrawer: tender.drawer,
    lastModifiedDevice: device,
    refundStatus: refundStatus(payment),
    type: tender.type,
    voidInfo:
      voidedAt === null
        ? null
        : {
            voidUser: plan.server,
            voidApprover: plan.laterServer,
            voidDate: timestamp(voidedAt),
            voidBusinessDate: restaurant.calendar.dateAt(voidedAt),
            voidReason: plan.voidReason,
          },
    checkGuid: check.plan.guid,
    otherPayment: tender.other,
    paidDate: timestamp(at),
    orderGuid: check.orderGuid,
    cardEntryMode: tender.entryMode,
    cardPaymentId: tender.cardPaymentId,
    paymentStatus,
    amount: dollars(amount),
    tipAmount: dollars(tip),
    amountTendered:
      tender.type === 'CASH' ? dollars(Math.ceil(amount / 500) * 500) : online ? null : 0,
    cardType: tender.cardType,
    houseAccount: tender.houseAccount,
    mcaRepaymentAmount: captured ? dollars(withheld) : null,
    createdDevice: device,
    paidBusinessDate: restaurant.calendar.dateAt(at),
    last4Digits: tender.last4,
    first6Digits: tender.first6,
    refund: refund && refund.amount + refund.tip > 0 ? refundJson(scene, refund) : null,
    tenderTransactionGuid: tender.type === 'CREDIT' && life.kind === 'online' ? tender.guid : null,
    networkTransactionIdentifier: captured ? `NTI${tender.last4}${at % 1_000_000}` : null,
  };
}

/**
 * Builds the payments of a check at `now`, and returns the tips of those that count, in cents, and the
 * refund that one of them had.
 */
export function paymentsOf(
  scene: Scene,
  check: PaidCheck,
): { readonly payments: Json[]; readonly tips: number; readonly refund: RefundResult | null } {
  const list = made(scene, check);
  let tips = 0;
  for (const { tip, voidedAt, failure } of list) {
    if (voidedAt === null && failure === null) tips += tip;
  }
  return {
    payments: list.map((payment) => paymentJson(scene, check, payment)),
    tips,
    refund: list.find(({ refund }) => refund !== null)?.refund ?? null,
  };
}
