import fc from 'fast-check';
import type { Substitute } from '../../../../../../src/extract/fetch/privacy/guest-hash.js';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Fields = { [key: string]: Json };

/* Generates guest data, of unexpected types too. Every value except blank ones contains `canary`. */
const secret: fc.Arbitrary<Json> = fc.oneof(
  { weight: 6, arbitrary: fc.string({ unit: 'grapheme' }).map((text) => `canary ${text}`) },
  { weight: 1, arbitrary: fc.constantFrom<Json>(null, '', ' ') },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Json>(['canary'], { first: 'canary', canary: [{}] }),
  },
);

/* Generates data that is not about guests, among it the names of guests' fields in places where they
   mean something else. */
const other: fc.Arbitrary<Json> = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }).map((value) => value as Json),
  fc.constantFrom<Json>({ tabName: 'kept', customer: { email: 'kept' } }, 'a "tabName": b', -0.5),
);

const unknown = fc.dictionary(fc.stringMatching(/^new[A-Z"\\é]{0,3}$/), other, { maxKeys: 2 });

/* Generates objects with some of these fields, in any order, among unknown ones. */
function objectWith(arbitraries: Record<string, fc.Arbitrary<Json>>): fc.Arbitrary<Json> {
  return fc
    .tuple(fc.record(arbitraries, { requiredKeys: [] }), unknown)
    .chain(([fields, unknownFields]) => {
      const entries = Object.entries({ ...unknownFields, ...fields });
      return fc.shuffledSubarray(entries, { minLength: entries.length });
    })
    .map((entries) => Object.fromEntries(entries) as Fields);
}

/* Generates objects about guests, in which unknown fields are guest data as well. */
function guestObject(fields: Record<string, fc.Arbitrary<Json>>): fc.Arbitrary<Json> {
  return fc.oneof(
    {
      weight: 5,
      arbitrary: objectWith({ ...fields, newField: secret, newest: secret }).map(
        withoutPublicFields,
      ),
    },
    { weight: 1, arbitrary: fc.constantFrom<Json>(null, 'canary') },
  );
}

/* Removes the unknown fields that `objectWith` adds, which are not guest data. */
function withoutPublicFields(value: Json): Json {
  const entries = Object.entries(value as Fields);
  return Object.fromEntries(
    entries.filter(([name]) => !name.startsWith('new') || /^new(Field|est)$/.test(name)),
  );
}

const list = (entry: fc.Arbitrary<Json>) =>
  fc.oneof(
    { weight: 8, arbitrary: fc.array(entry, { maxLength: 3 }) as fc.Arbitrary<Json> },
    { weight: 1, arbitrary: fc.constant<Json>(null) },
  );

const discount = objectWith({
  name: other,
  appliedDiscountReason: objectWith({ name: other, comment: secret }),
  loyaltyDetails: objectWith({ vendor: other, referenceId: secret }),
});

const { selection } = fc.letrec<{ selection: Json }>((tie) => ({
  selection: fc
    .tuple(
      objectWith({
        item: other,
        appliedDiscounts: list(discount),
        modifiers: fc.oneof({ maxDepth: 4 }, fc.constant<Json>([]), list(tie('selection'))),
      }),
      fc.constantFrom('SPECIAL_REQUEST', 'NONE', null, 'OF_THE_FUTURE'),
      fc.boolean(),
    )
    .map(([fields, selectionType, nameFirst]): Json => {
      const displayName = selectionType === 'SPECIAL_REQUEST' ? 'canary' : 'Soup';
      const named = nameFirst ? { displayName, selectionType } : { selectionType, displayName };
      return { ...named, ...(fields as Fields) };
    }),
}));

const identity = { guid: secret, entityType: other };

/** Generates orders that contain `canary` in all guest data, and nowhere else. */
export const guestOrder: fc.Arbitrary<Json> = objectWith({
  guid: other,
  deliveryInfo: guestObject({
    address1: secret,
    zipCode: secret,
    latitude: secret,
    notes: secret,
    deliveryState: other,
    deliveryEmployee: other,
  }),
  curbsidePickupInfo: guestObject({ entityType: other, transportColor: secret, notes: secret }),
  checks: list(
    objectWith({
      amount: other,
      tabName: secret,
      customer: guestObject({ ...identity, firstName: secret, email: secret, phone: secret }),
      appliedLoyaltyInfo: guestObject({
        ...identity,
        vendor: other,
        loyaltyIdentifier: secret,
        maskedLoyaltyIdentifier: secret,
      }),
      appliedDiscounts: list(discount),
      payments: list(
        objectWith({
          amount: other,
          first6Digits: secret,
          last4Digits: secret,
          cardPaymentId: secret,
          networkTransactionIdentifier: secret,
          houseAccount: guestObject({ ...identity, externalId: secret }),
        }),
      ),
      selections: list(selection),
    }),
  ),
});

/** Redacts a parsed order with one function per definition, as the reference to compare with. */
export function withoutGuests(order: Json, substitute: Substitute): Json {
  const id = (kind: Parameters<Substitute>[0]) => (value: Json) =>
    typeof value === 'string' ? substitute(kind, value) : null;
  const hidden = (): Json => null;
  const unchanged = (value: Json): Json => value;

  type Change = (value: Json) => Json;
  const change = (value: Json, changes: Record<string, Change>, others: Change): Json => {
    if (Array.isArray(value)) return value.map((entry) => change(entry, changes, others));
    if (typeof value !== 'object' || value === null) return others(value);
    return Object.fromEntries(
      Object.entries(value).map(([name, field]) => [
        name,
        (Object.hasOwn(changes, name) ? changes[name]! : others)(field),
      ]),
    );
  };
  const within = (changes: Record<string, Change>) => (value: Json) =>
    change(value, changes, unchanged);
  const guest = (changes: Record<string, Change>) => (value: Json) =>
    change(value, changes, hidden);

  const discounts = within({
    appliedDiscountReason: within({ comment: hidden }),
    loyaltyDetails: within({ referenceId: id('id') }),
  });
  const selections = (value: Json): Json => {
    if (Array.isArray(value)) return value.map(selections);
    const special = (value as Fields | null)?.selectionType === 'SPECIAL_REQUEST';
    return change(
      value,
      {
        appliedDiscounts: discounts,
        modifiers: selections,
        ...(special ? { displayName: hidden } : {}),
      },
      unchanged,
    );
  };
  return within({
    deliveryInfo: guest({ deliveryState: unchanged, deliveryEmployee: unchanged }),
    curbsidePickupInfo: guest({ entityType: unchanged }),
    checks: within({
      tabName: hidden,
      customer: guest({
        guid: id('id'),
        entityType: unchanged,
        email: id('email'),
        phone: id('phone'),
      }),
      appliedLoyaltyInfo: guest({
        guid: id('id'),
        entityType: unchanged,
        vendor: unchanged,
        loyaltyIdentifier: id('id'),
      }),
      appliedDiscounts: discounts,
      payments: within({
        first6Digits: hidden,
        last4Digits: hidden,
        cardPaymentId: id('id'),
        networkTransactionIdentifier: hidden,
        houseAccount: guest({ guid: id('id'), entityType: unchanged }),
      }),
      selections,
    }),
  })(order);
}
