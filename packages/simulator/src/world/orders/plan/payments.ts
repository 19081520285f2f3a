import type { ServiceChargeKey } from '../../restaurant/catalogue.js';
import { NEVER } from '../../values/instants.js';
import type { Life } from '../life/types.js';
import type { ChargePlan, FailedTender, PaymentType, TenderPlan } from './types.js';
import type { PlanContext } from './context.js';

const CARD_TYPES = ['VISA', 'MASTERCARD', 'AMEX', 'DISCOVER', 'JCB', 'DINERS', 'UNKNOWN'];
const FIRST_6: Readonly<Record<string, string>> = {
  VISA: '411111',
  MASTERCARD: '555555',
  AMEX: '371449',
  DISCOVER: '601111',
  JCB: '353011',
  DINERS: '305693',
};
const PRESENT = ['SWIPED', 'EMV_CHIP_SIGN', 'CONTACTLESS', 'KEYED', 'PRE_AUTHED'];
const ABSENT = ['ONLINE', 'APPLE_PAY_CNP', 'GOOGLE_PAY_CNP', 'SAVED_CARD', 'TOKENIZED'];
const ENTERED_WITHOUT_ID = ['EMV_CHIP_SIGN', 'KEYED'];

function entryMode({ rng, life }: PlanContext): string {
  if (life.kind !== 'online') return PRESENT[rng.weighted([12, 44, 30, 4, 10])] as string;
  return Number.isFinite(life.promised) ? 'FUTURE_ORDER' : rng.pick(ABSENT);
}

/** Plans a payment; `share` is its part of the check in thousandths. */
export function tender(context: PlanContext, type: PaymentType, share: number): TenderPlan {
  const { rng, life, catalogue } = context;
  const credit = type === 'CREDIT';
  const cardType = credit ? (CARD_TYPES[rng.weighted([46, 27, 16, 7, 1, 1, 2])] as string) : null;
  const mode = credit ? entryMode(context) : null;
  const guid = context.guid();
  const tipped =
    credit && life.kind !== 'giftCard' && life.kind !== 'houseAccount' && rng.chance(820);
  return {
    guid,
    type,
    share,
    tip: tipped ? rng.int(8, 26) * 10_000 : 0,
    cardType,
    entryMode: mode,
    last4: credit || type === 'GIFTCARD' ? String(rng.int(0, 9999)).padStart(4, '0') : null,
    first6: cardType === null ? null : (FIRST_6[cardType] ?? null),
    // Definition `Payment`: no identifier for chip cards and numbers typed in.
    cardPaymentId:
      mode !== null && !ENTERED_WITHOUT_ID.includes(mode)
        ? `${guid.replaceAll('-', '').slice(0, 27)}/+=`
        : null,
    drawer: type === 'CASH' ? rng.pick(catalogue.cashDrawers).reference : null,
    other: type === 'OTHER' ? rng.pick(catalogue.alternatePaymentTypes).reference : null,
    houseAccount: type === 'HOUSE_ACCOUNT' ? rng.pick(catalogue.houseAccounts).reference : null,
  };
}

const TYPES: readonly PaymentType[] = [
  'CASH',
  'GIFTCARD',
  'OTHER',
  'HOUSE_ACCOUNT',
  'REWARDCARD',
  'TOAST_SV',
];

/**
 * Plans the payments of a check: one, or two that share it. The first takes the remaining cents.
 */
export function tendersOf(context: PlanContext): TenderPlan[] {
  const { rng, life } = context;
  if (life.kind === 'marketplace') return [tender(context, 'OTHER', 1000)];
  const type = life.card ? 'CREDIT' : (TYPES[rng.weighted([78, 8, 7, 4, 1, 2])] as PaymentType);
  if (life.kind !== 'table' || !rng.chance(70)) return [tender(context, type, 1000)];
  const share = rng.int(150, 600);
  const second = type === 'CREDIT' ? rng.pick(['CASH', 'GIFTCARD', 'CREDIT'] as const) : 'CASH';
  return [tender(context, type, 1000 - share), tender(context, second, share)];
}

/** Plans the service charges of a check, by the restaurant's rules. */
export function chargesOf(context: PlanContext, tenders: readonly TenderPlan[]): ChargePlan[] {
  const { rng, life, catalogue, restaurant } = context;
  const { kind, mode, guests } = life;
  const charges: ChargePlan[] = [];
  const add = (key: ServiceChargeKey, value?: number): void => {
    const charge = catalogue.serviceCharges[key];
    charges.push({
      guid: context.guid(),
      charge,
      value: value ?? charge.value,
      taxGuids: charge.taxable ? [context.guid(), context.guid()] : [],
    });
  };
  if (kind === 'excessFood' || kind === 'giftCard' || kind === 'houseAccount') return charges;
  // What is joined to another order is charged there.
  if (life.role === 'mergeSource') return charges;
  if (kind === 'table' && guests >= 6) {
    if (guests >= 8 && rng.chance(300)) add('banquet', rng.int(40, 160) * 100);
    else add('gratuity');
  }
  if (kind === 'table' && restaurant.index % 3 === 1) add('kitchen');
  if (mode === 'DELIVERY' && kind !== 'marketplace') add('deliveryFee');
  if (mode !== 'DINE_IN' && rng.chance(300)) add('packaging');
  if (rng.chance(18)) add('fundraising', rng.int(1, 10) * 50);
  const single = tenders.length === 1 && tenders[0]?.type === 'CREDIT';
  if (single && isFinal(life) && restaurant.index % 3 !== 0 && rng.chance(30)) add('surcharge');
  return charges;
}

/** Tells if what a check is paid with first is its last payment, so that a charge may refer to it. */
const isFinal = (life: Life): boolean => life.denied === NEVER && life.paymentVoided === NEVER;

/**
 * Plans the charge that rounds what is paid in cash. Not every restaurant of the group still has
 * coins of a cent.
 */
export function roundingOf(
  context: PlanContext,
  tenders: readonly TenderPlan[],
): ChargePlan | null {
  const { life, catalogue, restaurant } = context;
  const cash = tenders.length === 1 && tenders[0]?.type === 'CASH';
  if (!cash || !isFinal(life) || restaurant.index % 3 !== 2) return null;
  const charge = catalogue.serviceCharges.cashRounding;
  return { guid: context.guid(), charge, value: charge.value, taxGuids: [] };
}

const FAILURES: readonly FailedTender['status'][] = [
  'DENIED',
  'ERROR',
  'ERROR_NETWORK',
  'CANCELLED',
  'OPEN',
  'DECLINED_RETRY',
];

/** Plans an attempt to pay a whole check by card, which fails. */
export function failedTender(context: PlanContext): FailedTender {
  const status = FAILURES[context.rng.weighted([52, 8, 6, 6, 8, 20])] as FailedTender['status'];
  return { tender: tender(context, 'CREDIT', 1000), status };
}
