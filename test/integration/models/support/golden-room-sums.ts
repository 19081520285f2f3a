import type { ExpectedRow } from './golden-cases.js';
import { entitiesOf, type RoomCase } from './golden-rooms.js';
import { inconsistenciesOf as inconsistenciesOfOrders } from './golden-sums.js';

/* Marts that have the same sums of these columns, where a case names them in both. */
const equal: readonly (readonly [one: string, other: string, columns: readonly string[]])[] = [
  ['shifts_worked', 'labor_daily', ['hours', 'labor_cost', 'tips_withheld', 'missed_break_count']],
  ['labor_hourly', 'labor_daily', ['hours', 'labor_cost', 'overtime_hours']],
  [
    'labor_cost_daily',
    'labor_daily',
    ['hours', 'labor_cost', 'open_entry_count', 'salaried_hours'],
  ],
  ['shifts_worked', 'labor_hourly', ['hours', 'labor_cost', 'overtime_hours']],
  ['cash_daily', 'cash_deposits_daily', ['float_in']],
  ['tips_daily', 'server_sales_daily', ['tips']],
  ['sales_daily', 'server_sales_daily', ['net_sales', 'tips']],
  ['sales_daily', 'tips_daily', ['tips', 'gratuities', 'tip_refunds', 'gratuity_refunds']],
];

/* Columns of cash_daily, which are the sums of entries of a type. */
const types: Readonly<Record<string, string>> = {
  CASH_IN: 'cash_in',
  CASH_COLLECTED: 'cash_collected',
  CASH_OUT: 'cash_out',
  PAY_OUT: 'pay_out',
  UNDO_PAY_OUT: 'undo_pay_out',
  TIP_OUT: 'tip_out',
  CLOSE_OUT_OVERAGE: 'overage',
  CLOSE_OUT_SHORTAGE: 'shortage',
};

/** Finds what does not add up in the orders of a case, by identities between Toast's own fields. */
export function inconsistenciesOf(golden: RoomCase): string[] {
  return inconsistenciesOfOrders({ previously: [], orders: entitiesOf(golden, 'orders') });
}

/** Finds where the expected rows of a case contradict each other. */
export function contradictionsOf({ expected }: RoomCase): string[] {
  const { cash_daily: drawers = [], cash_events: events = [], ...others } = expected;
  const sums = equal.flatMap(([one, other, columns]) => {
    const both = [expected[one] ?? [], expected[other] ?? []] as const;
    const named = columns.filter((column) => both.every((rows) => has(rows, column)));
    return named.map((column) => {
      const [a, b] = both.map((rows) => total(rows.filter(isCounted), column));
      return [`${column} of ${one} and ${other}`, a, b] as const;
    });
  });
  const byType = Object.entries(types).flatMap(([type, column]) => {
    if (!has(drawers, column) || !has(events, 'entry_type')) return [];
    const entries = events.filter(({ entry_type: of }) => of === type);
    return [[`${type} and ${column}`, total(entries, 'amount'), total(drawers, column)] as const];
  });
  const deposits = (others.cash_deposits_daily ?? []).flatMap((day) => [
    [
      'difference',
      day.difference,
      Number(day.actual_deposit) - Number(day.expected_deposit),
    ] as const,
    [
      'expected_deposit_without_floats',
      day.expected_deposit_without_floats,
      Number(day.expected_deposit) - Number(day.floats),
    ] as const,
  ]);
  return [...sums, ...byType, ...deposits.filter(([, value]) => value !== undefined)]
    .filter(([, one, other]) => one !== other)
    .map(([what, one, other]) => `${what}: ${String(one)} and ${String(other)}`);
}

function isCounted(row: ExpectedRow): boolean {
  return row.is_counted !== false;
}

function has(rows: readonly ExpectedRow[], column: string): boolean {
  return rows.some((row) => column in row);
}

/* In hundredths of a cent, so that sums are exact. */
function total(rows: readonly ExpectedRow[], column: string): number {
  return rows.reduce((sum, row) => sum + Math.round(Number(row[column] ?? 0) * 10_000), 0) / 10_000;
}
