import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { describe, expect, it } from 'vitest';
import * as fields from './expected/fields.js';
import type { Fields } from './expected/kinds.js';
import { root, Workbench } from './support/workbench.js';

const csv = join(root, '../shared/reference/erd-columns.csv');
const definitions = join(root, '../shared/toast-openapi/orders.yaml');

interface TypeRule {
  readonly column: string;
  readonly csv: string;
  readonly type: string;
}

describe.skipIf(!existsSync(csv))('the reference schema', () => {
  it('is in the tables, column by column, with the types of the design', async () => {
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

interface Definition {
  readonly $ref?: string;
  readonly allOf?: Definition[];
  readonly items?: Definition;
  readonly properties?: Record<string, Definition>;
}

describe.skipIf(!existsSync(definitions))("the fields of Toast's definitions", () => {
  /* Lists with tables of their own, and what a modifier's JSON columns hold already. */
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
  ])('of %s all have a column', async (definition, columns) => {
    const document = load(await readFile(definitions, 'utf8')) as {
      definitions?: Record<string, Definition>;
      components?: { schemas: Record<string, Definition> };
    };
    const all = document.definitions ?? document.components?.schemas ?? {};
    const paths = new Set(Object.values(columns).map(({ path }) => path));

    const resolve = (part: Definition): Record<string, Definition> => ({
      ...(part.$ref === undefined ? {} : resolve(all[part.$ref.split('/').at(-1) ?? ''] ?? {})),
      ...Object.assign({}, ...(part.allOf ?? []).map(resolve)),
      ...part.properties,
    });
    const missing = (part: Definition, prefix: string): string[] =>
      Object.entries(resolve(part)).flatMap(([name, property]) => {
        const path = `${prefix}${name}`;
        if (path === 'guid' || elsewhere.has(name) || paths.has(path)) return [];
        const inner = property.items === undefined ? missing(property, `${path}.`) : [];
        return Object.keys(resolve(property)).length > 0 ? inner : [path];
      });
    expect(missing(all[definition] ?? {}, '')).toEqual([]);
    expect(Object.keys(resolve(all[definition] ?? {})).length).toBeGreaterThan(1);
  });
});
