import type { Labor } from '../contract/labor.js';
import { DAY } from '../values/calendar.js';
import { children, type Ledger, tenThousandths } from './ledger.js';

/* Column → property of a time entry. */
const SUMS = {
  regular_hours: 'regularHours',
  overtime_hours: 'overtimeHours',
  hourly_wage: 'hourlyWage',
  declared_cash_tips: 'declaredCashTips',
  non_cash_tips: 'nonCashTips',
  cash_sales: 'cashSales',
  non_cash_sales: 'nonCashSales',
} as const;

/** The tables that labor fills, with the columns that are added up. */
export const LABOR_TABLES: Readonly<Record<string, readonly string[]>> = {
  job: [],
  employee: [],
  employee_job_reference: [],
  employee_wage_override: ['wage'],
  shift: [],
  time_entry: Object.keys(SUMS),
  break: [],
};

/* Schedules are read so far ahead. */
const HORIZON = 30 * DAY;

/** Counts what one restaurant's jobs, staff, shifts and time entries are; no deleted ones. */
export function countLabor(ledger: Ledger, labor: Labor, restaurantGuid: string, now: number) {
  const live = ({ deleted }: { readonly deleted?: unknown }): boolean => deleted !== true;
  for (const job of labor.jobs(restaurantGuid, now)) if (live(job)) ledger.row('job');

  for (const employee of labor.employees(restaurantGuid, now).filter(live)) {
    ledger.row('employee');
    children(employee, 'jobReferences').forEach(() => ledger.row('employee_job_reference'));
    for (const { wage } of children(employee, 'wageOverrides')) {
      ledger.row('employee_wage_override');
      ledger.add('employee_wage_override', 'wage', tenThousandths(wage));
    }
  }

  const scheduled = labor.shifts(restaurantGuid, { start: 0, end: now + HORIZON }, now);
  scheduled.forEach(() => ledger.row('shift'));

  const existing = { start: 0, end: now + 1 };
  for (const entry of labor.timeEntriesModified(restaurantGuid, existing, now).filter(live)) {
    ledger.row('time_entry');
    children(entry, 'breaks').forEach(() => ledger.row('break'));
    for (const [column, property] of Object.entries(SUMS)) {
      ledger.add('time_entry', column, tenThousandths(entry[property]));
    }
  }
}
