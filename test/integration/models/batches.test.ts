import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Row } from '../../../src/warehouse/engine/connection.js';
import { fixture, restaurantId, Workbench, type Entity } from './support/workbench.js';

const other = '5eed0000-0000-4000-8000-000000000002';
/* Some of the models, for time: a mart, what it reads, and tables below orders. */
const core = ['orders', 'orders_check', 'orders_check_selection', 'payment'];
const select = [...core, '+sales_daily'];
const compared = [...core, 'sales_daily'];

let workbench: Workbench;

beforeEach(async () => {
  workbench = await Workbench.open();
  workbench.setBatchOrders(2);
});

afterEach(() => workbench.close());

describe('the order models, built in batches of two orders', () => {
  it('have the rows of one batch, also when all orders were loaded at one instant', async () => {
    await loadSeven();
    const batches = new Set<number>();
    const onEvent = ({ batch }: { batch?: number }) => void batches.add(batch ?? 1);
    await workbench.transform({
      select,
      onEvent: (event) => onEvent('batch' in event ? event : {}),
    });
    const inBatches = await snapshot();
    expect(Math.max(...batches)).toBe(4);

    await workbench.transform({ select, fullRefresh: true });
    expect(await snapshot()).toEqual(inBatches);

    workbench.setBatchOrders(100);
    await workbench.transform({ select, fullRefresh: true });
    expect(await snapshot()).toEqual(inBatches);
    expect(inBatches.orders).toHaveLength(7);

    for (const table of core) {
      const lie = `select restaurant_id, business_date from toast.${table}`;
      const stored = await workbench.query(`${lie} order by rowid`);
      expect(stored, table).toEqual(
        await workbench.query(`${lie} order by restaurant_id, business_date, rowid`),
      );
    }
  });

  it('go on where a run was interrupted, within the orders of one instant', async () => {
    await loadSeven();
    const run = workbench.transform({
      select,
      onEvent: (event) => {
        /* In the second batch, when `orders` has come further than the models below checks. */
        if (event.type === 'finish' && event.batch === 2 && event.result.model === 'orders') {
          throw new Error('interrupted');
        }
      },
    });
    await expect(run).rejects.toThrow('interrupted');
    const [done] = await workbench.query('select count(*)::integer as n from toast.orders');
    expect(done).toEqual({ n: 4 });

    await workbench.load('orders', [edited(await fixture('everything'))]);
    await workbench.transform({ select });
    const continued = await snapshot();
    workbench.setBatchOrders(100);
    await workbench.transform({ select, fullRefresh: true });
    expect(await snapshot()).toEqual(continued);
    expect(continued.orders).toHaveLength(7);
  });

  it('take in the rest when an earlier version had recorded whole instants only', async () => {
    await workbench.load('orders', [await fixture('everything')]);
    await workbench.transform({ select });
    await workbench.query(
      'update toast_meta.model_state set last_restaurant_id = null, last_id = null',
    );
    await workbench.load('orders', [edited(await fixture('everything'))]);
    await workbench.transform({ select, keepTransient: true });
    expect(await workbench.rows('stg_order')).toHaveLength(1);
    expect(await workbench.query('select count(*)::integer as n from toast.orders')).toEqual([
      { n: 1 },
    ]);
  });
});

/* Loads four orders of one restaurant at one instant, and three of another at the next. */
async function loadSeven(): Promise<void> {
  const all = await Promise.all(['everything', 'gaps', 'nulls', 'deep'].map(fixture));
  await workbench.load('orders', all, restaurantId);
  await workbench.load('orders', all.slice(0, 3), other);
}

function edited(order: Entity): Entity {
  return { ...order, checks: [], modifiedDate: '2024-06-30T00:00:00.000+0000' };
}

async function snapshot(): Promise<Record<string, Row[]>> {
  const tables = await Promise.all(
    compared.map(async (table) => [table, await workbench.rows(table)] as const),
  );
  return Object.fromEntries(tables);
}
