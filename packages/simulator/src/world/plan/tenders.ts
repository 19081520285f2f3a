import type { PaymentType, TenderPlan } from './types.js';
import type { Workshop } from './workshop.js';

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

function entryMode({ rng, life }: Workshop): string {
  if (life.kind !== 'online') return PRESENT[rng.weighted([12, 44, 30, 4, 10])] as string;
  return Number.isFinite(life.promised) ? 'FUTURE_ORDER' : rng.pick(ABSENT);
}

/** One way of paying; `share` is the part of the check in a thousand. */
export function tender(shop: Workshop, type: PaymentType, share: number): TenderPlan {
  const { rng, life, catalogue } = shop;
  const credit = type === 'CREDIT';
  const cardType = credit ? (CARD_TYPES[rng.weighted([46, 27, 16, 7, 1, 1, 2])] as string) : null;
  const mode = credit ? entryMode(shop) : null;
  const guid = shop.guid();
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

/** How a check is paid: by one means, or by two that share it. The first takes the cents left. */
export function tendersOf(shop: Workshop): TenderPlan[] {
  const { rng, life } = shop;
  if (life.kind === 'marketplace') return [tender(shop, 'OTHER', 1000)];
  const type = life.card ? 'CREDIT' : (TYPES[rng.weighted([78, 8, 7, 4, 1, 2])] as PaymentType);
  if (life.kind !== 'table' || !rng.chance(70)) return [tender(shop, type, 1000)];
  const share = rng.int(150, 600);
  const second = type === 'CREDIT' ? rng.pick(['CASH', 'GIFTCARD', 'CREDIT'] as const) : 'CASH';
  return [tender(shop, type, 1000 - share), tender(shop, second, share)];
}
