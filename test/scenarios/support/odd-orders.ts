import fc from 'fast-check';
import * as fields from '../../integration/models/expected/fields.js';
import type { Fields, Kind } from '../../integration/models/expected/kinds.js';
import type { Entity, Json } from '../../integration/models/support/workbench.js';

/*
 * Orders that are odd but legal: any field may be missing, null, new or of another type that
 * says the same; any text may hold anything; any list may be empty, null or hold nulls.
 */

/** JSON text within a text: numbers are written as they are, 12.10 too. See `jsonText`. */
const verbatim = '\u0001';

/* A GUID that nothing else has. */
const unique = '\u0002';

/** A page's text of these orders, with numbers written as they were generated. */
export function jsonText(orders: readonly Entity[]): string {
  let guids = 0;
  return JSON.stringify(orders, null, 1)
    .replaceAll(/"\\u0001([^"]*)"/g, '$1')
    .replaceAll('"\\u0002"', () => `"guid ${(guids += 1)}"`);
}

const text = fc.oneof(
  { weight: 4, arbitrary: fc.string({ unit: 'grapheme', maxLength: 12 }) },
  { weight: 1, arbitrary: fc.integer().map((number) => `${verbatim}${number}`) },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '',
      ' ',
      'null',
      'nul \u0000 byte',
      '"quoted" \\ back / slash',
      "it's; drop table orders --",
      'line\nfeed\r\n\ttab\u2028',
      '👩‍👩‍👧 é e\u0301 漢字 ‮right to left',
      '{"json": [1]}',
      '$.guid',
      '{{ ref("orders") }}',
      'A_VALUE_OF_THE_FUTURE',
    ),
  },
);

/* With up to four decimals, of any sign, as a number in several spellings or as a text. */
const money = fc
  .tuple(fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }), fc.integer({ min: 0, max: 4 }))
  .chain(([units, decimals]) => {
    const number = units / 10 ** decimals;
    const plain = number.toFixed(decimals);
    return fc.constantFrom(
      `${verbatim}${plain}`,
      `${verbatim}${number.toFixed(4)}`,
      `${verbatim}${number.toExponential()}`,
      plain,
    );
  });

const quantity = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 }),
  fc.constantFrom(0.1 + 0.2, -1, -0.25, 1 / 3, 1e-7),
);

/* Around changes to and from daylight saving time, midnights, leap days, and anywhere. */
const instants = fc.oneof(
  fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2099, 11, 31) }),
  fc.constantFrom(
    Date.UTC(2026, 2, 8, 6, 59, 59, 999),
    Date.UTC(2026, 2, 8, 7),
    Date.UTC(2026, 10, 1, 5, 30),
    Date.UTC(2026, 10, 1, 6, 30),
    Date.UTC(2024, 1, 29, 23, 59, 59),
    Date.UTC(2026, 0, 1),
  ),
);

const instant = fc
  .tuple(
    instants,
    fc.constantFrom('+0000', 'Z', '+00:00', '+05:45', '-0700'),
    fc.constantFrom('', '.0', '.5', '.120', '.999', '.000001', '.123456'),
  )
  .map(([at, zone, fraction]) => `${new Date(at).toISOString().slice(0, 19)}${fraction}${zone}`);

const businessDate = fc.tuple(instants, fc.boolean()).map(([at, isText]): Json => {
  const date = new Date(at).toISOString().slice(0, 10).replaceAll('-', '');
  return isText ? date : Number(date);
});

const anything: fc.Arbitrary<Json> = fc.oneof(
  { weight: 3, arbitrary: text },
  {
    weight: 1,
    arbitrary: fc
      .jsonValue({ maxDepth: 2 })
      .map((value) => JSON.parse(JSON.stringify(value)) as Json),
  },
);

const byType: Readonly<Record<Kind['type'], fc.Arbitrary<Json>>> = {
  VARCHAR: text,
  BOOLEAN: fc.boolean(),
  BIGINT: fc.integer(),
  DOUBLE: quantity,
  'DECIMAL(18,4)': money,
  JSON: anything,
  'TIMESTAMP WITH TIME ZONE': instant,
  DATE: businessDate,
};

type Parts = Readonly<Record<string, fc.Arbitrary<Json>>>;

/** An object with the fields that columns are made of, and parts of its own. */
function entity(columns: Fields, parts: Parts = {}): fc.Arbitrary<Entity> {
  return level(
    Object.values(columns).map(({ path, kind }) => [path.split('.'), kind]),
    parts,
  );
}

function level(paths: readonly [path: string[], kind: Kind][], parts: Parts): fc.Arbitrary<Entity> {
  const names = new Set(paths.map(([[name = '']]) => name));
  const known = [...names].filter((name) => !Object.hasOwn(parts, name));
  const record = Object.fromEntries(
    known.map((name): [string, fc.Arbitrary<Json>] => {
      const own = paths.filter(([path]) => path[0] === name);
      const below = own
        .filter(([path]) => path.length > 1)
        .map(([[, ...path], kind]): [string[], Kind] => [path, kind]);
      const value = below.length > 0 ? level(below, {}) : byType[own[0]![1].type]!;
      return [name, fc.option(value, { freq: 5 })];
    }),
  );
  const future = fc.dictionary(fc.stringMatching(/^new [a-z"\\é]{0,3}$/), anything, { maxKeys: 2 });
  /* What is undefined is missing in JSON. */
  const mostly = Object.fromEntries(
    Object.entries(parts).map(([name, part]) => [
      name,
      fc.option(part, { freq: 9, nil: undefined }),
    ]),
  );
  return fc
    .tuple(future, fc.record(record, { requiredKeys: [] }), fc.record(mostly))
    .map((sources) => Object.assign({}, ...sources) as Entity);
}

const list = (entry: fc.Arbitrary<Json>, maxLength = 3) =>
  fc.option(fc.array(fc.option(entry, { freq: 6 }), { maxLength }), { freq: 6 });

const guid = fc.option(fc.constant(unique), { freq: 5 });
const taxes = list(entity(fields.tax, { guid }));

const discounts = list(
  entity(fields.discount, {
    guid,
    triggers: list(entity(fields.trigger)),
    comboItems: list(entity(fields.comboItem)),
  }),
  2,
);

const { selection } = fc.letrec<{ selection: Entity }>((tie) => ({
  selection: entity(fields.selection, {
    guid,
    appliedTaxes: taxes,
    appliedDiscounts: discounts,
    modifiers: fc.oneof({ maxDepth: 2 }, fc.constant<Json>(null), list(tie('selection'), 2)),
  }),
}));

/* One within the other, 30 times. */
const deepSelection = fc
  .tuple(fc.array(selection, { minLength: 30, maxLength: 30 }), selection)
  .map(([outer, innermost]) =>
    outer.reduce((inner, around): Entity => ({ ...around, modifiers: [null, inner] }), innermost),
  );

const hugeSelections = fc.tuple(selection, text).map(([one, unit]) =>
  Array.from({ length: 400 }, (_, i) => ({
    ...one,
    guid: unique,
    modifiers: null,
    displayName: `${i} ${unit.replace(verbatim, '')} ${'🍜"\\ \n'.repeat(1000)}`,
  })),
);

const checkOf = (selections: fc.Arbitrary<Json>) =>
  entity(fields.check, {
    guid,
    selections,
    appliedDiscounts: discounts,
    appliedServiceCharges: list(entity(fields.serviceCharge, { guid, appliedTaxes: taxes }), 2),
    payments: list(entity(fields.payment, { guid })),
  });

const orderOf = (checks: fc.Arbitrary<Json>) =>
  entity(fields.order, {
    checks,
    pricingFeatures: fc.option(fc.uniqueArray(fc.constantFrom('TAXESV2', 'TAXESV3', 'é'))),
  });

const ordinary = orderOf(list(checkOf(list(selection)), 2));

/* With these selections for certain. */
const holding = (selections: fc.Arbitrary<Json>) =>
  fc.tuple(ordinary, checkOf(selections), selections).map(([order, check, held]): Entity => ({
    ...order,
    checks: [{ ...check, selections: held }],
  }));

const deep = holding(fc.tuple(deepSelection));
const huge = holding(hugeSelections);

/** Generates `count` orders and two more, one with 30 levels of modifiers and one of 2 MB, from the seed alone. */
export function oddOrders(seed: number, count: number): Entity[] {
  const sample = (arbitrary: fc.Arbitrary<Entity>, numRuns: number) =>
    fc.sample(arbitrary, { seed, numRuns });
  return [...sample(ordinary, count), ...sample(deep, 1), ...sample(huge, 1)].map((order, i) => ({
    ...order,
    guid: `odd ${seed} ${i}`,
  }));
}
