import { describe, expect, it } from 'vitest';
import { looksPersonal } from '../../../src/publish/plan/looks-personal.js';
import { personalData, publishedSchemas } from '../../../src/publish/plan/relation.js';
import { bundledProject } from '../../support/bundled-project.js';

async function publishedColumns() {
  const { models } = await bundledProject();
  return [...models.values()]
    .filter(({ relation }) => publishedSchemas.some((schema) => schema === relation.schema))
    .flatMap(({ relation, columns, columnMeta }) =>
      [...columns.keys()].map((name) => ({
        place: `${relation.label}.${name}`,
        name,
        is: columnMeta.get(name)?.personal_data,
      })),
    );
}

describe('personal_data in the YAML of the models', () => {
  it('is said of every column whose name is like that of one with personal data', async () => {
    const columns = await publishedColumns();
    expect(columns.length).toBeGreaterThan(1500);
    const like = columns.filter(({ name }) => looksPersonal(name));
    expect(like.length).toBeGreaterThan(100);
    expect(like.filter(({ is }) => is === undefined).map(({ place }) => place)).toEqual([]);
  });

  it('is one of the known words, in every column that has it', async () => {
    const columns = await publishedColumns();
    const known = new Set<unknown>([undefined, ...personalData]);
    expect(columns.filter(({ is }) => !known.has(is))).toEqual([]);
  });

  it('is what the store of guest data leaves out too', async () => {
    const columns = await publishedColumns();
    const guests = columns.filter(({ is }) => is === 'guest').map(({ place }) => place);
    expect(guests).toEqual(
      expect.arrayContaining([
        'toast.orders_check.customer_email',
        'toast.orders_check.applied_loyalty_info_loyalty_identifier',
        'toast.orders.delivery_info_address_1',
        'toast.orders.curbside_pickup_info_notes',
        'toast.payment.card_payment_id',
        'toast.payment.house_account_id',
        'toast.orders_check_selection.display_name',
        'toast_marts.item_sales.item_name',
      ]),
    );
  });

  it('leaves the other settings of a model as they are', async () => {
    const { models } = await bundledProject();
    const visits = models.get('guest_visits');
    expect(visits?.config.skipUnchanged).toBe(true);
    expect(visits?.config.settings.meta).toEqual({ skip_unchanged: true, personal_data: 'guest' });
  });
});

describe('looksPersonal', () => {
  it.each([
    ...['email', 'created_by_email_address', 'customer_phone', 'first_name', 'server_name'],
    ...['employee_1_name', 'opened_by_external_id', 'hourly_wage', 'tab_name', 'guest_key'],
    ...['delivery_info_notes', 'reason_comment', 'passcode', 'birth_date', 'external_employee_id'],
  ])('finds %s', (name) => {
    expect(looksPersonal(name)).toBe(true);
  });

  it.each([
    ...['restaurant_name', 'item_name', 'employee_id', 'guest_count', 'external_id', 'has_wage'],
    ...['hours_without_wage', 'ip_address', 'payment_type', 'pay_out', 'undo_pay_out', 'name'],
  ])('leaves %s', (name) => {
    expect(looksPersonal(name)).toBe(false);
  });
});
