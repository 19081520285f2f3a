import { expect, it } from 'vitest';
import { demoReport } from '../../../../../src/cli/output/report/demo-report.js';

const answers = {
  lastDay: '2026-11-25',
  netSales: [
    {
      ...{ restaurant: 'Main Street', orders: 1619, net_sales: '38728.80' },
      ...{ week_before: '38946.36', change: 4.3, labor: 19.7 },
    },
    {
      ...{ restaurant: 'New Place', orders: 12, net_sales: '100.00' },
      ...{ week_before: null, change: null, labor: null },
    },
  ],
  topItems: [{ item: 'Crab Cakes', quantity: 152, net_sales: '3426.86' }],
  unusual: [],
};

it('the answers of a demo have money with two decimals, and percent', () => {
  const lines = demoReport(answers, 80).split('\n');
  expect(lines[0]).toContain('2026-11-25');
  expect(lines).toContain('│ Main Street │  1,619 │ 38,728.80 │   38,946.36 │  +4.3% │ 19.7% │');
  expect(lines).toContain('│ New Place   │     12 │    100.00 │             │        │       │');
  expect(lines).toContain('│ Crab Cakes │  152 │  3,426.86 │');
  expect(lines.at(-1)).toMatch(/^ {2}Nothing: /);
});

it('what is unusual is a line each', () => {
  const unusual = [
    { restaurant: 'Main Street', kind: 'cash', week: '-1019.70', four_weeks: '-20.00' },
    { restaurant: 'Main Street', kind: 'voids', week: '4.75', four_weeks: '3.01' },
  ] as const;
  expect(
    demoReport({ ...answers, unusual }, 80)
      .split('\n')
      .slice(-2),
  ).toEqual([
    '  Main Street: cash was 1,019.70 short in the week',
    '  Main Street: voids were 4.75% of net sales, 3.01% in four weeks',
  ]);
});
