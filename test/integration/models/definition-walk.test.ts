import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCatalogue } from '../../../scripts/fields/catalogue.js';
import { catalogue } from '../../../src/resources/catalogue.js';
import { label, sampleOf, without, type Path } from './support/sample.js';
import { root, Workbench, type Entity, type Json } from './support/workbench.js';

/* The API and definition of each resource's entities in the field catalogue. */
const roots: readonly (readonly [api: string, definition: string, resource: string])[] = [
  ['orders', 'Order', 'orders'],
  ['partners', 'PartnerAccessExternalRep', 'restaurants'],
  ['restaurants', 'RestaurantInfo', 'restaurant_details'],
  ['menus', 'Restaurant', 'published_menus'],
  ['stock', 'MenuItemInventory', 'stock_inventory'],
  ['labor', 'Job', 'jobs'],
  ['labor', 'Employee', 'employees'],
  ['labor', 'Shift', 'shifts'],
  ['labor', 'TimeEntry', 'time_entries'],
  ['cash-management', 'CashEntry', 'cash_entries'],
  ['cash-management', 'Deposit', 'cash_deposits'],
  ['configuration', 'AlternatePaymentType', 'alternate_payment_types'],
  ['configuration', 'BreakType', 'break_types'],
  ['configuration', 'CashDrawer', 'cash_drawers'],
  ['configuration', 'DiningOption', 'dining_options'],
  ['configuration', 'Discount', 'discounts'],
  ['configuration', 'Menu', 'menus'],
  ['configuration', 'MenuGroup', 'menu_groups'],
  ['configuration', 'MenuItem', 'menu_items'],
  ['configuration', 'MenuOptionGroup', 'menu_option_groups'],
  ['configuration', 'NoSaleReason', 'no_sale_reasons'],
  ['configuration', 'PayoutReason', 'payout_reasons'],
  ['configuration', 'PreModifierGroup', 'pre_modifier_groups'],
  ['configuration', 'PreModifier', 'pre_modifiers'],
  ['configuration', 'PriceGroup', 'price_groups'],
  ['configuration', 'Printer', 'printers'],
  ['configuration', 'RestaurantService', 'restaurant_services'],
  ['configuration', 'RevenueCenter', 'revenue_centers'],
  ['configuration', 'SalesCategory', 'sales_categories'],
  ['configuration', 'ServiceArea', 'service_areas'],
  ['configuration', 'ServiceCharge', 'service_charges'],
  ['configuration', 'Table', 'tables'],
  ['configuration', 'TaxRate', 'tax_rates'],
  ['configuration', 'TipWithholding', 'tip_withholding'],
  ['configuration', 'VoidReason', 'void_reasons'],
  ['kitchen', 'PrepStation', 'prep_stations'],
  ['packaging', 'PackagingConfig', 'packaging_config'],
  ['device-details', 'DeviceInfo', 'devices'],
];

interface Exception {
  readonly api: string;
  readonly definition: string;
  readonly property: string;
  readonly reason: string;
}

const invented: Path = ['aFieldOfTheFuture'];

/*
 * Each property is tested by leaving it out: an entity that lacks only this property must give other
 * rows than the complete entity. Every entity has its own restaurant, so one run can include them all.
 */
describe('the coverage of the field catalogue', () => {
  let workbench: Workbench;
  let exceptions: Exception[];
  const walked = new Map<string, Path[]>();
  const contents = new Map<string, string>();

  beforeAll(async () => {
    const file = join(root, 'test/fixtures/definition-exceptions.json');
    exceptions = JSON.parse(await readFile(file, 'utf8')) as Exception[];
    workbench = await Workbench.open();
    const fields = await readCatalogue(root);
    for (const [api, definition, resource] of roots) {
      const { definitions } = fields.get(api)!;
      const { value, leaves } = sampleOf(definitions, definition);
      const whole = { ...(value as Entity), aFieldOfTheFuture: 'kept in raw' };
      const paths = [...leaves, invented];
      walked.set(resource, paths);
      await load(resource, [whole, ...paths.map((path) => without(whole, path))]);
    }
    await workbench.transform({ select: ['path:models/core'] });
    for (const { name } of workbench.models(['path:models/core'])) await readContents(name);
  });

  afterAll(() => workbench.close());

  it.each(roots)(
    '%s %s: every property has a column, or is a listed exception',
    (api, definition, resource) => {
      const paths = walked.get(resource) ?? [];
      const whole = contents.get(`${resource} 0`);
      expect(whole).toBeDefined();
      const missing = paths.filter((_, i) => contents.get(`${resource} ${i + 1}`) === whole);
      const known = exceptions.filter((one) => one.api === api && one.definition === definition);
      /* The invented property proves that one without a column is noticed. */
      expect(missing.map(label).toSorted()).toEqual(
        [...known.map(({ property }) => property), ...invented].toSorted(),
      );
    },
  );

  it('has only exceptions that give a reason and belong to a definition that is loaded', () => {
    for (const { api, definition, property, reason } of exceptions) {
      expect(roots.map((one) => one.slice(0, 2))).toContainEqual([api, definition]);
      expect(property).not.toBe('');
      expect(reason.length).toBeGreaterThan(20);
    }
  });

  async function load(resource: string, entities: readonly Json[]): Promise<void> {
    const idPath = catalogue.find(({ name }) => name === resource)?.idPath?.slice('$.'.length);
    const rows = entities.map((payload, i) => {
      const restaurant = `${resource} ${i}`;
      const own = idPath === undefined ? null : ((payload as Entity)[idPath] ?? null);
      const id = idPath === undefined || resource === 'restaurants' ? restaurant : own;
      return { restaurant, id: id ?? 'none', payload };
    });
    const file = join(workbench.folder, `${resource}.json`);
    await writeFile(file, JSON.stringify(rows));
    await workbench.query(
      `insert into raw_toast.${resource} by name
      select restaurant as restaurant_id, id, payload, timestamptz '2024-01-01' as extracted_at,
        'test' as run_id
      from read_json('${file}', columns = { restaurant: 'varchar', id: 'varchar', payload: 'json' },
        maximum_object_size = 100000000)`,
    );
  }

  /* Adds the table's rows of each restaurant, as a digest, to the contents of the restaurant. */
  async function readContents(model: string): Promise<void> {
    const rows = await workbench.query<{ restaurant_id: string; content: string }>(
      `select restaurant_id, md5(string_agg(line, '|' order by line)) as content
      from (
        select restaurant_id, replace(to_json(model)::varchar, restaurant_id, '') as line
        from ${workbench.relation(model)} as model
      )
      group by restaurant_id order by restaurant_id`,
    );
    for (const { restaurant_id: restaurant, content } of rows) {
      contents.set(restaurant, `${contents.get(restaurant) ?? ''} ${model} ${content}`);
    }
  }
});
