import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fixture, Workbench, type Entity } from './support/workbench.js';

/* Tables whose ids include an ordinal, because Toast sends no GUID for their rows, or none here. */
const numbered = [
  'orders_check_applied_discount_trigger',
  'orders_check_selection_applied_discount_trigger',
  'orders_check_applied_service_charge_applied_tax',
  'orders_check_selection_applied_tax',
  'orders_check_selection_modifier_applied_tax',
];

describe('orders whose checks, selections and discounts have the same GUIDs', () => {
  let workbench: Workbench;

  beforeAll(async () => {
    workbench = await Workbench.open();
    const guids = ['first order', 'second order', 'third order'];
    await workbench.load('orders', await Promise.all(guids.map((guid) => orderOf(guid))));
    await workbench.transform();
  });

  afterAll(() => workbench.close());

  it.each(numbered)('have a unique id for every row of %s', async (table) => {
    const [counts] = await workbench.query(
      `select count(*) as rows, count(distinct (restaurant_id, id)) as ids from toast.${table}`,
    );
    expect(counts?.rows).toBeGreaterThan(3);
    expect(counts?.ids).toBe(counts?.rows);
  });

  it('keep their rows when only one of the orders is rebuilt', async () => {
    const before = await rows();
    await workbench.load('orders', [await orderOf('second order', { numberOfGuests: 7 })]);
    await workbench.transform();
    expect(await rows()).toEqual(before);
    await workbench.transform({ fullRefresh: true });
    expect(await rows()).toEqual(before);
  });

  function rows() {
    return Promise.all(
      numbered.map((table) =>
        workbench.query(`select * exclude (_synced_at) from toast.${table} order by all`),
      ),
    );
  }
});

/* Returns an order whose parts have the same GUIDs in every order, except taxes, which have none. */
async function orderOf(guid: string, changes: Entity = {}): Promise<Entity> {
  const order = JSON.parse(JSON.stringify(await fixture('everything')), (key, value: unknown) => {
    if (key !== 'appliedTaxes' || !Array.isArray(value)) return value;
    return value.map((tax: Entity) => ({ ...tax, guid: null }));
  }) as Entity;
  return { ...order, ...changes, guid };
}
