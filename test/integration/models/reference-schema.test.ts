import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { propertiesOf, readCatalogue, type Schema } from '../../../scripts/fields/catalogue.js';
import * as fields from './expected/fields.js';
import type { Fields } from './expected/kinds.js';
import { root, Workbench } from './support/workbench.js';
import { needs } from '../../support/vitest/needs.js';

const csv = join(root, '../shared/reference/erd-columns.csv');

interface TypeRule {
  readonly column: string;
  readonly csv: string;
  readonly type: string;
}

const isPresent = existsSync(csv);

describe('the tables of the models', needs("the reference schema's CSV", isPresent), () => {
  it('have every column of the reference schema, with the expected type', async () => {
    const rules = JSON.parse(
      await readFile(join(root, 'test/fixtures/reference-types.json'), 'utf8'),
    ) as TypeRule[];
    const workbench = await Workbench.open();
    try {
      await workbench.transform({ select: [] });
      const rows = (await readFile(csv, 'utf8')).trim().split(/\r?\n/).slice(1);
      const wanted = rows
        .map((row) => row.split(','))
        .filter(([, , , , twin]) => twin === '')
        .map(([table = '', column = '', type]) => {
          const rule = rules.find(
            (candidate) =>
              candidate.csv === type && new RegExp(`^(${candidate.column})$`).test(column),
          );
          return { table, column, type: rule?.type ?? `no rule for ${type}` };
        });
      expect(wanted.length).toBe(473);

      const found = [];
      for (const { table, column } of wanted) {
        const columns = await workbench.columns(table);
        const built = columns.find(({ name }) => name === column);
        found.push({ table, column, type: built?.type ?? 'no such column' });
      }
      expect(found).toEqual(wanted);
    } finally {
      await workbench.close();
    }
  });
});

describe('the expected columns of orders', () => {
  /* Lists that have tables of their own, or are in a JSON column of a modifier. */
  const tables = ['checks', 'selections', 'modifiers', 'payments', 'appliedTaxes'];
  const parts = ['appliedDiscounts', 'appliedServiceCharges', 'triggers', 'comboItems'];
  const elsewhere = new Set([...tables, ...parts]);

  it.each<[string, Fields]>([
    ['Order', fields.order],
    ['Check', fields.check],
    ['Selection', fields.selection],
    ['Payment', fields.payment],
    ['AppliedServiceCharge', fields.serviceCharge],
    ['AppliedDiscount', fields.discount],
    ['AppliedDiscountTrigger', fields.trigger],
    ['AppliedTaxRate', fields.tax],
  ])('include every field of %s in the field catalogue', async (definition, columns) => {
    const { definitions } = (await readCatalogue(root)).get('orders')!;
    const paths = new Set(Object.values(columns).map(({ path }) => path));

    const missing = (part: Schema, prefix: string): string[] =>
      Object.entries(propertiesOf(definitions, part)).flatMap(([name, property]) => {
        const path = `${prefix}${name}`;
        if (path === 'guid' || elsewhere.has(name) || paths.has(path)) return [];
        const inner = property.items === undefined ? missing(property, `${path}.`) : [];
        return Object.keys(propertiesOf(definitions, property)).length > 0 ? inner : [path];
      });
    const schema = definitions[definition] ?? {};
    expect(missing(schema, '')).toEqual([]);
    expect(Object.keys(propertiesOf(definitions, schema)).length).toBeGreaterThan(1);
  });
});
