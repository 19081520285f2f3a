import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runDataTests } from '../../../src/transform/run/data-tests.js';
import type { Row } from '../../../src/warehouse/engine/connection.js';
import { fixture, restaurantId, root, scope, Workbench, type Entity } from './support/workbench.js';

const folder = join(root, 'test/fixtures/configuration');
const select = ['path:models/core/configuration', 'path:models/core/equipment'];

/* Entities of a resource: complete, all nulls, without fields, with wrong types, and removed. */
interface Fixture {
  readonly entities: Entity[];
  readonly tables: Record<string, Row[]>;
}

const entries = await readdir(folder, { recursive: true });
const files = entries.filter((entry) => entry.endsWith('.json'));
const fixtures = await Promise.all(
  files.map(async (file): Promise<[string, Fixture]> => [
    basename(file, '.json'),
    JSON.parse(await readFile(join(folder, file), 'utf8')) as Fixture,
  ]),
);

let workbench: Workbench;

beforeAll(async () => {
  workbench = await Workbench.open();
  for (const [resource, { entities }] of fixtures) {
    await workbench.load(resource, entities);
    await workbench.load(resource, entities.slice(0, -1), restaurantId, { deletionScope: {} });
  }
  await workbench.transform({ select });
});

afterAll(() => workbench.close());

describe('the configuration models', () => {
  it.each(fixtures)('build the expected rows of %s in every table', async (_, { tables }) => {
    expect(Object.values(tables)[0]?.length).toBe(5);
    for (const [table, expected] of Object.entries(tables)) {
      const rows = await workbench.rows(table);
      expect(sorted(await withoutCommon(table, rows)), table).toEqual(sorted(expected));
      expect(new Set(rows.map((row) => row.restaurant_id)), table).toEqual(new Set([restaurantId]));
    }
  });

  it('all have expected rows in a fixture', () => {
    const covered = fixtures.flatMap(([, { tables }]) => Object.keys(tables));
    const elsewhere = new Set(['packaging_config', 'packaging_item']);
    expect(covered.toSorted()).toEqual(
      workbench
        .models(select)
        .map(({ name }) => name)
        .filter((name) => !elsewhere.has(name))
        .toSorted(),
    );
  });

  it('keep restaurants apart, even if their entities have the same GUIDs', async () => {
    const other = await Workbench.open();
    try {
      const tax = { guid: 'tax', taxTable: [{ start: 1 }] };
      await other.load('tax_rates', [{ ...tax, name: 'here' }], 'restaurant-1');
      await other.load('tax_rates', [{ ...tax, name: 'there' }], 'restaurant-2');
      await other.transform({ select });
      const names = await other.query(
        `select step.restaurant_id, name from toast.tax_rate_tax_table as step
        join toast.tax_rate as tax on
          tax.restaurant_id = step.restaurant_id and tax.id = step.tax_rate_id order by all`,
      );
      expect(names).toEqual([
        { restaurant_id: 'restaurant-1', name: 'here' },
        { restaurant_id: 'restaurant-2', name: 'there' },
      ]);
    } finally {
      await other.close();
    }
  });
});

describe('the packaging models', () => {
  it('build a row without items for a restaurant that has not set up packaging', async () => {
    const expected = { id: restaurantId, enabled: false, guest_message: null, items: [] };
    expect(await packaging({ enabled: false, items: [] })).toEqual({
      config: [{ ...expected, _deleted: false }],
      items: [],
    });
  });

  it('build one row per item, with its position in the list', async () => {
    const full = {
      id: 'p-1',
      itemTypes: ['UTENSILS', 'CHOPSTICKS'],
      guestDisplayName: 'Gabel? 🍴',
    };
    const texts = { guestDescription: 'Aus Holz', guestInclusionType: 'OPT_SOMEHOW' };
    const items = [{ ...full, ...texts }, null, { guestDisplayName: 'Bags?' }];
    const config = { enabled: true, guestMessage: 'Bitte wählen', items };
    const found = await packaging(config);
    expect(found.config[0]).toMatchObject({ enabled: true, guest_message: 'Bitte wählen', items });
    const common = { packaging_config_id: restaurantId, _deleted: false };
    expect(found.items.toSorted((a, b) => Number(a.position) - Number(b.position))).toEqual([
      {
        ...common,
        id: 'p-1',
        position: 0,
        item_types: ['UTENSILS', 'CHOPSTICKS'],
        guest_display_name: 'Gabel? 🍴',
        guest_description: 'Aus Holz',
        guest_inclusion_type: 'OPT_SOMEHOW',
      },
      {
        ...common,
        id: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
        position: 2,
        item_types: null,
        guest_display_name: 'Bags?',
        guest_description: null,
        guest_inclusion_type: null,
      },
    ]);
  });

  async function packaging(config: Entity) {
    await workbench.load('packaging_config', [config]);
    await workbench.transform({ select: ['packaging_config+'] });
    return {
      config: await withoutCommon('packaging_config', await workbench.rows('packaging_config')),
      items: await withoutCommon('packaging_item', await workbench.rows('packaging_item')),
    };
  }
});

describe('the data tests of references from orders to configuration', () => {
  it('pass when the configuration includes the entities that orders refer to', async () => {
    const bench = await Workbench.open();
    try {
      const order = await fixture('everything');
      const { guid } = order.diningOption as Entity;
      await bench.load('orders', [order]);
      await bench.load('dining_options', [{ guid: guid ?? null }]);
      await bench.transform({ select: [...scope, ...select] });
      const results = await runDataTests({
        warehouse: bench.warehouse,
        project: bench.project,
        select: ['orders'],
        threads: 1,
        clock: () => 0,
        onEvent: () => undefined,
      });
      const noticed = results.filter(({ status }) => status !== 'pass');
      expect(noticed.map(({ status }) => status)).toEqual(['warn', 'warn', 'warn', 'warn']);
      expect(noticed.filter(({ test }) => test.includes('dining_option'))).toEqual([]);
    } finally {
      await bench.close();
    }
  });
});

async function withoutCommon(table: string, rows: readonly Row[]): Promise<Row[]> {
  const columns = await workbench.columns(table);
  const json = new Set(columns.filter(({ type }) => type === 'JSON').map(({ name }) => name));
  return rows.map((row) =>
    Object.fromEntries(
      Object.entries(row)
        .filter(([column]) => column !== 'restaurant_id' && column !== '_synced_at')
        .map(([column, value]) => [
          column,
          json.has(column) && value !== null ? (JSON.parse(String(value)) as unknown) : value,
        ]),
    ),
  ) as Row[];
}

function sorted(rows: readonly Row[]): Row[] {
  const key = (row: Row) =>
    JSON.stringify(Object.entries(row).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return rows.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
}
