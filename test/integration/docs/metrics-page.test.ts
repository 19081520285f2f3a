import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { bundledProject } from '../../support/bundled-project.js';
import { readGoldenCases } from '../models/support/golden-cases.js';
import { root } from './support/page-queries.js';

const page = await readFile(join(root, 'docs/metrics.md'), 'utf8');
const { dataTests } = await bundledProject();
const golden = await readGoldenCases();

/* The rows of the tables: a number of a mart, with what is said to hold it. */
const claims = page.split(/^## /m).flatMap((section) => {
  const mart = section.slice(0, section.indexOf('\n'));
  const rows = [...section.matchAll(/^\| `(\w+)` .*\|(.*)\|$/gm)];
  return rows.map(([, number = '', heldBy = '']) => ({ mart, number, heldBy }));
});

/* Facts are tested where they are stored: the mart is a view of it. */
const martOf = (model: string) => model.replace(/^int_/, '');
const testsOf = (mart: string) => dataTests.filter(({ model }) => martOf(model ?? '') === mart);

const comparisons = new Set(
  dataTests.flatMap(({ model, parameters }) => {
    const other = /^ref\('(\w+)'\)$/.exec(String(parameters.to ?? parameters.of))?.[1];
    if (model === undefined || other === undefined) return [];
    const pair = [martOf(model), martOf(other)];
    return [pair.join(), pair.toReversed().join()];
  }),
);

it('the sums that hold a number on the metrics page are compared by a data test', () => {
  const sums = claims.flatMap(({ mart, number, heldBy }) =>
    [...heldBy.matchAll(/Σ `(\w+)/g)].map(([, other]) => ({ number, pair: `${mart},${other}` })),
  );
  expect(sums.length).toBeGreaterThan(50);
  expect(sums.filter(({ pair }) => !comparisons.has(pair))).toEqual([]);
});

it('the rows that hold a number on the metrics page are checked by a data test', () => {
  const rows = claims.filter(({ heldBy }) => /\brow\b/.test(heldBy));
  const unchecked = rows.filter(({ mart, number }) => {
    const expressions = testsOf(mart).map(({ parameters }) => String(parameters.expression));
    return !expressions.some((expression) => new RegExp(`\\b${number}\\b`).test(expression));
  });
  expect(rows.length).toBeGreaterThan(30);
  expect(unchecked).toEqual([]);
});

it('the golden orders that hold a number on the metrics page state it', () => {
  const stated = new Set(
    golden.flatMap(({ expected }) =>
      Object.entries(expected).flatMap(([mart, rows]) =>
        rows.flatMap((row) => Object.keys(row).map((column) => `${mart}.${column}`)),
      ),
    ),
  );
  const claimed = claims.filter(({ heldBy }) => heldBy.includes('golden orders'));
  expect(claimed.length).toBeGreaterThan(100);
  expect(claimed.filter(({ mart, number }) => !stated.has(`${mart}.${number}`))).toEqual([]);
});
