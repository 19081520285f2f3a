import { describe, expect, it } from 'vitest';
import { propertiesOf, readCatalogue, type Schema } from '../../../scripts/fields/catalogue.js';
import * as fields from './expected/fields.js';
import type { Fields } from './expected/kinds.js';
import { root } from './support/workbench.js';

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
