import type { Row } from '../../../../src/warehouse/engine/connection.js';
import type { ExpectedRow } from './rows.js';

/** Tells if a table is built from orders. */
export function isOrderTable(model: string): boolean {
  return model.startsWith('orders') || model === 'payment';
}

const jsonColumns = new Set([
  'pricing_features',
  'restaurant_service',
  'delivery_info',
  'marketplace_facilitator_tax_info_taxes',
  'applied_packaging_info_applied_packaging_items',
  'refund_details',
  'applied_discounts',
  'applied_taxes',
  'modifiers',
  'combo_items',
  'triggers',
]);

/** Parses the JSON columns of a row. */
export function readJson(row: Row): ExpectedRow {
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => [
      column,
      jsonColumns.has(column) && value !== null ? (JSON.parse(String(value)) as unknown) : value,
    ]),
  );
}

/** Sorts rows by their ids and positions. */
export function sorted(rows: readonly ExpectedRow[]): ExpectedRow[] {
  const key = (row: ExpectedRow) =>
    JSON.stringify(
      Object.entries(row)
        .filter(([column]) => /^(id|.*_id|position|pricing_feature)$/.test(column))
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    );
  return rows
    .map((row) => [key(row), row] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, row]) => row);
}
