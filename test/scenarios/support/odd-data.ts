import { expect } from 'vitest';
import { isOrderTable, readJson, sorted } from '../../integration/models/expected/compare.js';
import { expectedRows, type Tables } from '../../integration/models/expected/rows.js';
import {
  restaurantId,
  Workbench,
  type Entity,
} from '../../integration/models/support/workbench.js';
import { jsonText, oddOrders } from './odd-orders.js';

export interface OddOrdersSummary {
  readonly orders: number;
  readonly megabytes: number;
  /** Rows of all tables. */
  readonly rows: number;
}

/** When the workbench loads its first page. */
const syncedAt = '2024-06-01T01:00:00.000Z';

/**
 * Loads odd but legal orders and models them: what goes in must come out, in the raw payloads byte
 * for byte, and in every table as a plain reading of the JSON gives it.
 */
export async function oddOrdersScenario(seed: number, count = 60): Promise<OddOrdersSummary> {
  const page = jsonText(oddOrders(seed, count));
  const orders = JSON.parse(page) as Entity[];
  const workbench = await Workbench.open();
  try {
    await workbench.load('orders', page);
    const raw = await workbench.query<{ id: string; payload: string }>(
      'select id, payload::varchar as payload from raw_toast.orders',
    );
    const payloads = new Map(raw.map(({ id, payload }) => [id, payload]));
    expect(payloads.size).toBe(orders.length);
    for (const order of orders) {
      const payload = payloads.get(String(order.guid)) ?? '';
      expect(page.includes(payload), `${order.guid} is in raw as it was sent`).toBe(true);
      expect(JSON.parse(payload)).toEqual(order);
    }

    await workbench.transform();
    const expected = together(orders.map((order) => expectedRows(order, restaurantId, syncedAt)));
    let rows = 0;
    for (const table of workbench.tables.filter(isOrderTable)) {
      const found = (await workbench.rows(table)).map(readJson);
      expect(sorted(found), table).toEqual(sorted(expected[table] ?? []));
      rows += found.length;
    }
    return { orders: orders.length, megabytes: Buffer.byteLength(page) / 1e6, rows };
  } finally {
    await workbench.close();
  }
}

function together(all: readonly Tables[]): Tables {
  const tables: Tables = {};
  for (const [table, rows] of all.flatMap((one) => Object.entries(one))) {
    (tables[table] ??= []).push(...rows);
  }
  return tables;
}
