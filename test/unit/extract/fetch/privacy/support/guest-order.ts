import fc from 'fast-check';
import type { Substitute } from '../../../../../../src/extract/fetch/privacy/guest-hash.js';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Fields = { [key: string]: Json };

/* What a guest is or wrote, in odd types too; a text of the canary is in each but the blank ones. */
const secret: fc.Arbitrary<Json> = fc.oneof(
  { weight: 6, arbitrary: fc.string({ unit: 'grapheme' }).map((text) => `canary ${text}`) },
  { weight: 1, arbitrary: fc.constantFrom<Json>(null, '', ' ') },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Json>(['canary'], { first: 'canary', canary: [{}] }),
  },
);

/* What is nobody's: among it the names of guests' fields, in places where they mean something else. */
const other: fc.Arbitrary<Json> = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }).map((value) => value as Json),
  fc.constantFrom<Json>({ tabName: 'kept', customer: { email: 'kept' } }, 'a "tabName": b', -0.5),
);

const unknown = fc.dictionary(fc.stringMatching(/^new[A-Z"\\é]{0,3}$/), other, { maxKeys: 2 });

/* An object with some of these fields, in any order, among unknown ones. */
function some(fields: Record<string, fc.Arbitrary<Json>>): fc.Arbitrary<Json> {
  return fc
    .tuple(fc.record(fields, { requiredKeys: [] }), unknown)
    .chain(([known, more]) => {
      const entries = Object.entries({ ...more, ...known });
      return fc.shuffledSubarray(entries, { minLength: entries.length });
    })
    .map((entries) => Object.fromEntries(entries) as Fields);
}

/* As `some`, of guests: what is unknown in it is a guest's as well. */
function guests(fields: Record<string, fc.Arbitrary<Json>>): fc.Arbitrary<Json> {
  return fc.oneof(
    { weight: 5, arbitrary: some({ ...fields, newField: secret, newest: secret }).map(onlyGuests) },
    { weight: 1, arbitrary: fc.constantFrom<Json>(null, 'canary') },
  );
}

/* Unknown fields of `some` are nobody's, so they do not belong here. */
function onlyGuests(value: Json): Json {
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

const discount = some({
  name: other,
  appliedDiscountReason: some({ name: other, comment: secret }),
  loyaltyDetails: some({ vendor: other, referenceId: secret }),
});

const { selection } = fc.letrec<{ selection: Json }>((tie) => ({
  selection: fc
    .tuple(
      some({
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

/** Orders with a canary in all that is a guest's, and none elsewhere. */
export const guestOrder: fc.Arbitrary<Json> = some({
  guid: other,
  deliveryInfo: guests({
    address1: secret,
    zipCode: secret,
    latitude: secret,
    notes: secret,
    deliveryState: other,
    deliveryEmployee: other,
  }),
  curbsidePickupInfo: guests({ entityType: other, transportColor: secret, notes: secret }),
  checks: list(
    some({
      amount: other,
      tabName: secret,
      customer: guests({ ...identity, firstName: secret, email: secret, phone: secret }),
      appliedLoyaltyInfo: guests({
        ...identity,
        vendor: other,
        loyaltyIdentifier: secret,
        maskedLoyaltyIdentifier: secret,
      }),
      appliedDiscounts: list(discount),
      payments: list(
        some({
          amount: other,
          first6Digits: secret,
          last4Digits: secret,
          cardPaymentId: secret,
          networkTransactionIdentifier: secret,
          houseAccount: guests({ ...identity, externalId: secret }),
        }),
      ),
      selections: list(selection),
    }),
  ),
});

/** Reads an order the plain way: one function per definition, whatever the types. */
export function withoutGuests(order: Json, substitute: Substitute): Json {
  const id = (kind: Parameters<Substitute>[0]) => (value: Json) =>
    typeof value === 'string' ? substitute(kind, value) : null;
  const hidden = (): Json => null;
  const kept = (value: Json): Json => value;

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
  const within = (changes: Record<string, Change>) => (value: Json) => change(value, changes, kept);
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
      kept,
    );
  };
  return within({
    deliveryInfo: guest({ deliveryState: kept, deliveryEmployee: kept }),
    curbsidePickupInfo: guest({ entityType: kept }),
    checks: within({
      tabName: hidden,
      customer: guest({
        guid: id('id'),
        entityType: kept,
        email: id('email'),
        phone: id('phone'),
      }),
      appliedLoyaltyInfo: guest({
        guid: id('id'),
        entityType: kept,
        vendor: kept,
        loyaltyIdentifier: id('id'),
      }),
      appliedDiscounts: discounts,
      payments: within({
        first6Digits: hidden,
        last4Digits: hidden,
        cardPaymentId: id('id'),
        networkTransactionIdentifier: hidden,
        houseAccount: guest({ guid: id('id'), entityType: kept }),
      }),
      selections,
    }),
  })(order);
}
