import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Row } from '../../../src/warehouse/connection.js';
import { expectedRows, type ExpectedRow } from './expected/rows.js';
import { fixture, readEntity, restaurantId, root, Workbench, type Entity } from './support/workbench.js';

const samples = join(root, '../shared/toast-samples');
const landed = '2024-06-01T01:00:00.000Z';

describe.each([
  ['a complete order', 'everything', () => fixture('everything')],
  ['an order of nulls', 'nulls', () => fixture('nulls')],
  ['an order with gaps', 'gaps', () => fixture('gaps')],
  ['an order with 30 levels of modifiers', 'deep', () => fixture('deep')],
  ...['order-large', 'order-created', 'order-check-discount'].map(
    (name) => [`Toast's ${name}`, name, () => readEntity(join(samples, `${name}.json`))] as const,
  ),
] as const)('%s', (_, name, load) => {
  const recorded = name.startsWith('order-');

  it.skipIf(recorded && !existsSync(samples))('gives the right rows in every table', async () => {
    const workbench = await Workbench.open();
    try {
      const order = await load();
      await workbench.land('orders', [order]);
      await workbench.transform();
      const expected = expectedRows(order, restaurantId, landed);
      for (const table of workbench.tables.filter((model) => isOrderTable(model))) {
        const rows = (await workbench.rows(table)).map(readJson);
        expect(sorted(rows), table).toEqual(sorted(expected[table] ?? []));
      }
    } finally {
      await workbench.close();
    }
  });
});

describe('the complete order', () => {
  let workbench: Workbench;
  let order: Entity;

  beforeAll(async () => {
    workbench = await Workbench.open();
    order = await fixture('everything');
    await workbench.land('orders', [order]);
    await workbench.transform();
  });

  afterAll(() => workbench.close());

  it('has a value for every column, so that none can be mixed up unseen', async () => {
    for (const table of workbench.tables.filter(isOrderTable)) {
      const rows = await workbench.rows(table);
      const columns = Object.keys(rows[0] ?? {});
      const empty = columns.filter((column) => rows.every((row) => row[column] === null));
      expect(empty, table).toEqual([]);
    }
  });

  it('has each text in one column only, so that swapped columns show', async () => {
    const [row = {}] = await workbench.rows('orders');
    const texts = Object.values(row).filter((value) => /^\w+ (é漢🍮 )?\d+$/u.test(String(value)));
    expect(texts.length).toBeGreaterThan(30);
    expect(new Set(texts).size).toBe(texts.length);
  });

  it('keeps what no column is for in the raw payload', async () => {
    const rows = await workbench.query(
      `select payload->>'$.aFieldOfTheFuture.kept' as kept from raw_toast.orders`,
    );
    expect(rows).toEqual([{ kept: 'in raw' }]);
  });

  it('takes values of enumerations that nobody has heard of', async () => {
    const types = await workbench.query(
      `select selection_type as type from toast.orders_check_selection where position = 0
      union all select type from toast.payment where position = 0 order by type`,
    );
    expect(types.map(({ type }) => type)).toEqual(expect.arrayContaining(['COMBO_OF_THE_FUTURE', 'SHELLS']));
  });
});

function isOrderTable(model: string): boolean {
  return model.startsWith('orders') || model === 'payment';
}

const jsonColumns = new Set([
  'pricing_features',
  'restaurant_service',
  'delivery_info',
  'marketplace_facilitator_tax_info_taxes',
  'applied_packaging_info_applied_packaging_items',
  'refund_details',
  'applied_discounts',
  'applied_taxes',
  'modifiers',
  'combo_items',
  'triggers',
]);

function readJson(row: Row): ExpectedRow {
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => [
      column,
      jsonColumns.has(column) && value !== null ? (JSON.parse(String(value)) as unknown) : value,
    ]),
  );
}

function sorted(rows: readonly ExpectedRow[]): ExpectedRow[] {
  const key = ({ id, orders_id, orders_check_id, position, payment_id, pricing_feature }: ExpectedRow) =>
    JSON.stringify([id, orders_id, orders_check_id, position, payment_id, pricing_feature]);
  return rows.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
}
