import { afterEach, beforeEach, expect, it } from 'vitest';
import { restaurantId, Workbench, type Entity } from './support/workbench.js';

let workbench: Workbench;
const select = ['path:models/core/cash'];

beforeEach(async () => {
  workbench = await Workbench.open();
});

afterEach(() => workbench.close());

/* Lists cash for a business date. */
const list = (resource: string, businessDate: string, ...entities: Entity[]) =>
  workbench.load(resource, entities, undefined, { businessDate });

const entry: Entity = {
  guid: 'entry-1',
  entityType: 'CashEntry',
  amount: -12.345,
  reason: 'Flowers 🌷',
  date: '2024-05-03T23:59:59.999+0000',
  type: 'PAY_OUT',
  cashDrawer: { guid: 'drawer-1', entityType: 'CashDrawer' },
  payoutReason: { guid: 'payout-1', entityType: 'PayoutReason' },
  noSaleReason: { guid: 'no-sale-1', entityType: 'NoSaleReason' },
  undoes: 'entry-0',
  employee1: { guid: 'employee-1', entityType: 'RestaurantUser', externalId: 'ext-1' },
  employee2: { guid: 'employee-2', entityType: 'RestaurantUser', externalId: 'ext-2' },
  creatorOrShiftReviewSubject: { guid: 'employee-3', entityType: 'Creator' },
  approverOrShiftReviewSubject: { guid: 'employee-4', entityType: 'Approver' },
};

const deposit: Entity = {
  guid: 'deposit-1',
  entityType: 'CashDeposit',
  amount: 1234.5,
  date: '2024-05-04T00:00:00.000+0000',
  undoes: 'deposit-0',
  employee: { guid: 'employee-1', entityType: 'RestaurantUser', externalId: 'ext-1' },
  creator: { guid: 'employee-2', entityType: 'Creator' },
};

it('the cash_entry model has a column for every field', async () => {
  await list('cash_entries', '20240503', entry);
  await workbench.transform({ select });
  expect(await workbench.rows('cash_entry')).toEqual([
    {
      restaurant_id: restaurantId,
      id: 'entry-1',
      entity_type: 'CashEntry',
      type: 'PAY_OUT',
      reason: 'Flowers 🌷',
      amount: '-12.3450',
      business_date: '2024-05-03',
      date: '2024-05-03T23:59:59.999Z',
      undoes: 'entry-0',
      cash_drawer_id: 'drawer-1',
      cash_drawer_entity_type: 'CashDrawer',
      payout_reason_id: 'payout-1',
      payout_reason_entity_type: 'PayoutReason',
      no_sale_reason_id: 'no-sale-1',
      no_sale_reason_entity_type: 'NoSaleReason',
      employee_1_id: 'employee-1',
      employee_1_entity_type: 'RestaurantUser',
      employee_1_external_id: 'ext-1',
      employee_2_id: 'employee-2',
      employee_2_entity_type: 'RestaurantUser',
      employee_2_external_id: 'ext-2',
      creator_or_shift_review_subject_id: 'employee-3',
      creator_or_shift_review_subject_entity_type: 'Creator',
      approver_or_shift_review_subject_id: 'employee-4',
      approver_or_shift_review_subject_entity_type: 'Approver',
      _deleted: false,
      _synced_at: '2024-06-01T01:00:00.000Z',
    },
  ]);
});

it('the cash_deposit model has a column for every field', async () => {
  await list('cash_deposits', '20240503', deposit);
  await workbench.transform({ select });
  expect(await workbench.rows('cash_deposit')).toEqual([
    {
      restaurant_id: restaurantId,
      id: 'deposit-1',
      entity_type: 'CashDeposit',
      amount: '1234.5000',
      business_date: '2024-05-03',
      date: '2024-05-04T00:00:00.000Z',
      undoes: 'deposit-0',
      employee_id: 'employee-1',
      employee_entity_type: 'RestaurantUser',
      employee_external_id: 'ext-1',
      creator_id: 'employee-2',
      creator_entity_type: 'Creator',
      _deleted: false,
      _synced_at: '2024-06-01T01:00:00.000Z',
    },
  ]);
});

it('the cash models have null where a value is missing, null or of the wrong type', async () => {
  await workbench.load('cash_entries', [
    { guid: 'mistyped', amount: 'much', date: 'today', cashDrawer: 'drawer-1', employee1: null },
  ]);
  await workbench.load('cash_deposits', [{ guid: 'mistyped', amount: 1e20, employee: [] }]);
  await workbench.transform({ select });
  for (const table of ['cash_entry', 'cash_deposit']) {
    const [row = {}, ...others] = await workbench.rows(table);
    const known = Object.keys(row).filter((column) => row[column] !== null);
    expect(known, table).toEqual([
      'restaurant_id',
      'id',
      'business_date',
      '_deleted',
      '_synced_at',
    ]);
    expect(others).toEqual([]);
  }
});

it('the cash_entry model keeps entry types that Toast does not document', async () => {
  await workbench.load('cash_entries', [{ ...entry, type: 'BARTER' }]);
  await workbench.transform({ select });
  expect(await workbench.query('select type from toast.cash_entry')).toEqual([{ type: 'BARTER' }]);
});

it('the cash models mark rows as deleted that their business date no longer lists', async () => {
  await workbench.load('cash_entries', [entry, { ...entry, guid: 'entry-2' }]);
  await workbench.load('cash_deposits', [deposit]);
  await workbench.query(
    "update raw_toast.cash_entries set removed_at = now() where id = 'entry-2'",
  );
  await workbench.query('update raw_toast.cash_deposits set removed_at = now()');
  await workbench.transform({ select });
  expect(await workbench.query('select id, _deleted from toast.cash_entry order by id')).toEqual([
    { id: 'entry-1', _deleted: false },
    { id: 'entry-2', _deleted: true },
  ]);
  expect(await workbench.query('select id, _deleted from toast.cash_deposit')).toEqual([
    { id: 'deposit-1', _deleted: true },
  ]);
});

it.each([
  ['cash_entries', 'cash_entry', entry],
  ['cash_deposits', 'cash_deposit', deposit],
])('%s that move to another date change both days', async (resource, model, moved) => {
  const stays = { ...moved, guid: 'stays' };
  await list(resource, '20240502', stays);
  await list(resource, '20240503', moved);
  await workbench.transform({ select });
  const noted = () =>
    workbench.query(
      `select business_date from toast_meta.changed_day
      where changed_at > (select coalesce(max(until), '-infinity') from seen) order by all`,
    );
  await workbench.query(
    'create table seen as select max(changed_at) as until from toast_meta.changed_day',
  );
  await list(resource, '20240502', stays);
  await list(resource, '20240504', moved);
  await workbench.transform({ select });
  expect(await noted()).toEqual([{ business_date: '2024-05-03' }, { business_date: '2024-05-04' }]);
  const days = `select id, business_date from toast.${model} order by business_date`;
  expect(await workbench.query(days)).toEqual([
    { id: 'stays', business_date: '2024-05-02' },
    { id: moved.guid, business_date: '2024-05-04' },
  ]);
});
