import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { derived } from './expected/rows.js';
import { fixture, Workbench } from './support/workbench.js';

const order = '00000020-0000-4000-8000-00000000dead';
const check = '00000021-0000-4000-8000-00000000dead';

describe('an order whose values have the wrong types', () => {
  let workbench: Workbench;

  beforeAll(async () => {
    workbench = await Workbench.open();
    await workbench.load('orders', [await fixture('wrong-types')]);
    await workbench.transform();
  });

  afterAll(() => workbench.close());

  it('has null where a value cannot be converted, and the converted value otherwise', async () => {
    const rows = await workbench.query(
      `select entity_type, business_date, void_business_date, opened_date, modified_date, duration,
        number_of_guests, deleted, voided, server_id, dining_option_guid, display_number,
        pricing_features, delivery_info, delivery_info_city, curbside_pickup_info_id, _deleted
      from toast.orders`,
    );
    expect(rows).toEqual([
      {
        entity_type: '7',
        business_date: null,
        void_business_date: null,
        opened_date: null,
        modified_date: '2024-05-03T00:00:00.000Z',
        duration: null,
        number_of_guests: 2,
        deleted: null,
        voided: true,
        server_id: null,
        dining_option_guid: null,
        display_number: '12',
        pricing_features: '"TAXESV2"',
        delivery_info: '"none"',
        delivery_info_city: null,
        curbside_pickup_info_id: null,
        _deleted: false,
      },
    ]);
  });

  it('skips nulls in lists and keeps the positions of the other entries', async () => {
    const rows = await workbench.query(
      `select id, position, amount, tax_amount, total_amount, tax_exempt, tab_name, customer_id
      from toast.orders_check order by position`,
    );
    expect(rows).toEqual([
      {
        id: derived([order, 'check', 1]),
        position: 1,
        amount: null,
        tax_amount: null,
        total_amount: null,
        tax_exempt: null,
        tab_name: null,
        customer_id: null,
      },
      {
        id: check,
        position: 2,
        amount: '12.5000',
        tax_amount: null,
        total_amount: null,
        tax_exempt: false,
        tab_name: '{"first":"Ann"}',
        customer_id: null,
      },
    ]);
  });

  it('has no rows for an object or a text in place of a list', async () => {
    expect(await workbench.rows('orders_check_applied_discount')).toEqual([]);
    expect(await workbench.rows('orders_pricing_feature')).toEqual([]);
  });

  it('rounds money to four decimals, but not quantities', async () => {
    const payments = await workbench.query(
      'select position, amount, tip_amount, last_4_digits, paid_business_date, refund_amount from toast.payment',
    );
    expect(payments).toEqual([
      {
        position: 1,
        amount: '1.2346',
        tip_amount: null,
        last_4_digits: '42',
        paid_business_date: '2024-05-03',
        refund_amount: null,
      },
    ]);
    const [selection] = await workbench.query(
      `select quantity, seat_number, created_date from toast.orders_check_selection
      where position = 1`,
    );
    expect(selection).toEqual({
      quantity: 0.30000000000000004,
      seat_number: -1,
      created_date: '2024-05-03T12:34:56.000Z',
    });
  });

  it('derives the id of a tax without a GUID from its order, selection and rate', async () => {
    const rows = await workbench.query(
      'select id, position, tax_rate_id, rate, tax_amount from toast.orders_check_selection_applied_tax',
    );
    const selection = '00000024-0000-4000-8000-00000000dead';
    const rate = '00000026-0000-4000-8000-00000000dead';
    expect(rows).toEqual([
      {
        id: derived([order, selection, rate, null, null, 1]),
        position: 1,
        tax_rate_id: rate,
        rate: 0.08875,
        tax_amount: '0.1000',
      },
    ]);
  });

  it('derives the ids of selections and modifiers without a GUID from their parent and position', async () => {
    const selection = derived([check, 'selection', 2]);
    const first = derived([selection, 'modifier', 0]);
    const second = derived([first, 'modifier', 1]);
    const rows = await workbench.query(
      `select orders_check_selection_id, parent_modifier_id, id, depth, display_name
      from toast.orders_check_selection_modifier where display_name is not null order by depth`,
    );
    expect(rows).toEqual([
      {
        orders_check_selection_id: selection,
        parent_modifier_id: null,
        id: first,
        depth: 1,
        display_name: 'nor here',
      },
      {
        orders_check_selection_id: selection,
        parent_modifier_id: first,
        id: second,
        depth: 2,
        display_name: 'nor there',
      },
    ]);
  });

  it('derives ids by a formula that never changes, because stored rows are identified by them', () => {
    expect(derived([order, 'check', 1])).toBe('44f36d4324f2aa61845bf3ad33ceef07');
  });
});
