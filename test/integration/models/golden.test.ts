import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Row } from '../../../src/warehouse/engine/connection.js';
import { isOrderTable, readJson, sorted } from './expected/compare.js';
import { expectedRows } from './expected/rows.js';
import {
  fixture,
  readEntity,
  restaurantId,
  root,
  Workbench,
  type Entity,
} from './support/workbench.js';
import { needs } from '../../support/vitest/needs.js';

const samples = join(root, '../shared/toast-samples');
const recorded = ['order-large', 'order-created', 'order-check-discount'];
const loadedAt = '2024-06-01T01:00:00.000Z';

let workbench: Workbench;
const orders = new Map<string, Entity>();

beforeAll(async () => {
  for (const name of ['everything', 'nulls', 'gaps', 'deep']) orders.set(name, await fixture(name));
  for (const name of existsSync(samples) ? recorded : []) {
    orders.set(name, await readEntity(join(samples, `${name}.json`)));
  }
  workbench = await Workbench.open();
  await workbench.load('orders', [...orders.values()]);
  await workbench.transform();
});

afterAll(() => workbench.close());

describe('the models of orders', () => {
  it.each([
    ['a complete order', 'everything'],
    ['an order of nulls', 'nulls'],
    ['an order with missing fields', 'gaps'],
    ['an order with 30 levels of modifiers', 'deep'],
  ])('build the expected rows of %s in every table', (_, name) => compare(name));

  it.each(recorded)(
    'build the expected rows of the recorded %s in every table',
    needs('the recorded responses', existsSync(samples)),
    (name) => compare(name),
  );

  async function compare(name: string) {
    const order = orders.get(name)!;
    const expected = expectedRows(order, restaurantId, loadedAt);
    const tables = workbench.tables.filter(isOrderTable);
    expect(tables).toEqual(expect.arrayContaining(Object.keys(expected)));
    for (const table of tables) {
      const rows = (await workbench.rows(table)).filter((row) => {
        return (table === 'orders' ? row.id : row.orders_id) === order.guid;
      });
      expect(sorted(rows.map(readJson)), table).toEqual(sorted(expected[table] ?? []));
    }
  }
});

describe('the complete order', () => {
  it('has a value in every column, so that no column is untested', async () => {
    for (const table of workbench.tables.filter(isOrderTable)) {
      const rows = (await workbench.rows(table)).filter(isComplete);
      const columns = Object.keys(rows[0] ?? {});
      const empty = columns.filter((column) => rows.every((row) => row[column] === null));
      expect(empty, table).toEqual([]);
    }
  });

  it('has a different text in every column, so that swapped columns are noticed', async () => {
    const [row = {}] = (await workbench.rows('orders')).filter(isComplete);
    const texts = Object.values(row).filter((value) => /^\w+ (é漢🍮 )?\d+$/u.test(String(value)));
    expect(texts.length).toBeGreaterThan(30);
    expect(new Set(texts).size).toBe(texts.length);
  });

  it('keeps fields without a column in the raw payload', async () => {
    const rows = await workbench.query(
      `select payload->>'$.aFieldOfTheFuture.kept' as kept from raw_toast.orders
      where id = '${String(orders.get('everything')?.guid)}'`,
    );
    expect(rows).toEqual([{ kept: 'in raw' }]);
  });

  it('keeps enumeration values that Toast does not document', async () => {
    const types = await workbench.query(
      `select selection_type as type from toast.orders_check_selection where position = 0
      union all select type from toast.payment where position = 0 order by type`,
    );
    expect(types.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['COMBO_OF_THE_FUTURE', 'SHELLS']),
    );
  });
});

function isComplete(row: Row): boolean {
  return (row.orders_id ?? row.id) === orders.get('everything')?.guid;
}
