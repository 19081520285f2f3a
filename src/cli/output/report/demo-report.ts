import type { Answers, Unusual } from '../../../demo/answers.js';
import { printable } from '../../../printable.js';
import { formatDecimal } from '../table/numbers.js';
import { countColumn, type TableColumn } from '../table/table-column.js';
import { renderTable } from '../table/table.js';

/** Formats the answers that a demo ends with: sales, items, and what is unusual. */
export function demoReport({ lastDay, netSales, topItems, unusual }: Answers, width: number) {
  const sales = renderTable({
    columns: [
      { name: 'restaurant' },
      countColumn('orders'),
      ...['net sales', 'week before'].map(moneyColumn),
      percentColumn('change', true),
      percentColumn('labor'),
    ],
    rows: netSales.map((row) => [
      ...[row.restaurant, row.orders, row.net_sales, row.week_before, row.change, row.labor],
    ]),
    width,
  });
  const items = renderTable({
    columns: [{ name: 'item' }, countColumn('sold'), moneyColumn('net sales')],
    rows: topItems.map(({ item, quantity, net_sales }) => [item, quantity, net_sales]),
    width,
  });
  const found =
    unusual.length === 0
      ? ['Nothing: discounts, voids and cash are as in the four weeks before.']
      : unusual.map(sentence);
  return [
    `Net sales of the week to ${lastDay}, and labor in percent of them`,
    sales,
    '',
    'Top items',
    items,
    '',
    'Unusual',
    ...found.map((line) => printable(`  ${line}`)),
  ].join('\n');
}

function sentence({ restaurant, kind, week, four_weeks: before }: Unusual): string {
  switch (kind) {
    case 'cash':
      return `${restaurant}: cash was ${formatDecimal(week.replace('-', ''))} short in the week`;
    case 'discounts':
      return `${restaurant}: discounts were ${week}% of gross sales, ${before}% in four weeks`;
    case 'voids':
      return `${restaurant}: voids were ${week}% of net sales, ${before}% in four weeks`;
  }
}

function moneyColumn(name: string): TableColumn {
  const format = (value: unknown) => (value === null ? '' : formatDecimal(String(value)));
  return { name, align: 'right', format };
}

function percentColumn(name: string, isSigned = false): TableColumn {
  const format = (value: unknown) => {
    if (value === null) return '';
    const number = Number(value);
    return `${isSigned && number > 0 ? '+' : ''}${number.toFixed(1)}%`;
  };
  return { name, align: 'right', format };
}
