import type { Row } from '../../../../src/warehouse/engine/connection.js';
import type { ExpectedRow } from './golden-cases.js';
import type { Workbench } from './workbench.js';

/** What every row of `sales_daily` is compared in: 0 unless a case says otherwise. */
export const salesMeasures = [
  ...['order_count', 'check_count', 'guest_count', 'sales_check_count', 'item_quantity'],
  ...['item_gross_sales', 'service_charges', 'gross_sales', 'discounts', 'sales_before_refunds'],
  ...['refunds', 'item_refunds', 'service_charge_refunds', 'custom_refunds', 'net_sales'],
  ...['refunds_of_orders', 'net_sales_order_basis', 'tax', 'tax_refunds', 'net_tax'],
  ...['marketplace_tax', 'tax_to_remit', 'tax_inclusive', 'gratuities', 'gratuity_refunds'],
  ...['tips', 'tip_refunds', 'donations', 'gift_card_sales', 'house_account_payments'],
  ...['other_deferred', 'deferred_sales', 'deferred_discounts', 'void_count', 'void_quantity'],
  ...['void_amount', 'voided_gross_sales', 'voids_entered_amount', 'waste_amount'],
  ...['open_check_count', 'open_amount'],
];

/* Null on a day on which nothing happened. */
const ratios = new Set(['labor_percent', 'sales_per_labor_hour', 'guests_per_labor_hour']);

const noMeasures = Object.fromEntries(salesMeasures.map((measure) => [measure, 0]));

type Compared = Record<string, unknown>;

/**
 * Reduces expected and actual rows of a mart to what has to be equal: the columns that the case names,
 * in the same order of rows. A day in a daily mart on which all named numbers are 0 is left out, since
 * such a mart may have a row for every day.
 */
export function comparable(
  mart: string,
  expected: readonly ExpectedRow[],
  actual: readonly Row[],
): { expected: Compared[]; actual: Compared[] } {
  const isSales = mart === 'sales_daily';
  const named = expected.map((row) =>
    isSales ? { business_date: '', ...noMeasures, ...row } : row,
  );
  const columns = columnsOf(mart, named, actual);
  const numbers = columns.filter(
    (column) =>
      (isSales && salesMeasures.includes(column)) ||
      named.some((row) => typeof row[column] === 'number'),
  );
  const reduce = (row: Compared): Compared => {
    const values = columns.map((column) => {
      if (!(column in row)) return [column, `no column ${column}`];
      return [column, numbers.includes(column) ? plainNumber(row[column]) : row[column]];
    });
    return Object.fromEntries(values) as Compared;
  };
  const amounts = numbers.filter((column) => !ratios.has(column));
  const isQuiet = (row: Compared) =>
    mart.endsWith('_daily') && amounts.length > 0 && amounts.every((column) => row[column] === '0');
  return {
    expected: sorted(named.map(reduce)),
    actual: sorted(actual.map(reduce).filter((row) => !isQuiet(row))),
  };
}

function columnsOf(mart: string, expected: readonly ExpectedRow[], actual: readonly Row[]) {
  const named = new Set(expected.flatMap((row) => Object.keys(row)));
  if (named.size > 0) return [...named];
  return mart === 'sales_daily'
    ? ['business_date', ...salesMeasures]
    : Object.keys(actual[0] ?? {});
}

/* Decimals come as text with all their digits: 9.3400 and 9.34 are the same, 9.339999 is not. */
function plainNumber(value: unknown): unknown {
  const text = String(value);
  if (!/^-?\d+(\.\d+)?$/.test(text)) return value;
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}

function sorted(rows: Compared[]): Compared[] {
  return rows.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

const martsRead = new WeakMap<Workbench, Map<string, Promise<Row[]>>>();

/**
 * Reads the rows of a mart that have a value in the column `of`, in no order, and keeps them for the other
 * cases: to plan a query of a mart takes much longer than to read all of a small one.
 */
export function martRows(workbench: Workbench, mart: string, of: string): Promise<Row[]> {
  const known = martsRead.get(workbench) ?? new Map<string, Promise<Row[]>>();
  martsRead.set(workbench, known);
  const rows =
    known.get(mart) ??
    workbench.query(`select * from ${workbench.relation(mart)} where ${of} is not null`);
  known.set(mart, rows);
  return rows;
}
