import { describe, expect, it } from 'vitest';
import { definitionErrors } from '../../support/definitions.js';
import {
  employeesOf,
  EVENING,
  flat,
  jobsOf,
  MARCH,
  shiftsOf,
  timeEntriesOf,
} from '../../support/crew.js';
import { MOMENTS, small, THE_END, type Payload } from '../../support/walk.js';

describe('The truth about labor', () => {
  const world = small({ ordersPerDay: 5 });
  const live = (list: readonly Payload[]) => list.filter(({ deleted }) => !deleted);

  it.each(MOMENTS)('counts what is not deleted at %d', (now) => {
    const employees = live(flat(employeesOf(world, now)));
    const entries = live(flat(timeEntriesOf(world, now)));
    expect(world.truth(now).counts).toMatchObject({
      job: live(flat(jobsOf(world, now))).length,
      employee: employees.length,
      employee_job_reference: employees.flatMap((each) => each.jobReferences).length,
      employee_wage_override: employees.flatMap((each) => each.wageOverrides).length,
      shift: flat(shiftsOf(world, now)).length,
      time_entry: entries.length,
      break: entries.flatMap((each) => each.breaks).length,
    });
  });

  it('sums hours and money', () => {
    const { sums } = world.truth(THE_END);
    const entries = live(flat(timeEntriesOf(world, THE_END)));
    for (const [column, property] of [
      ['regular_hours', 'regularHours'],
      ['overtime_hours', 'overtimeHours'],
      ['hourly_wage', 'hourlyWage'],
      ['declared_cash_tips', 'declaredCashTips'],
      ['non_cash_tips', 'nonCashTips'],
      ['cash_sales', 'cashSales'],
      ['non_cash_sales', 'nonCashSales'],
    ] as const) {
      const sum = entries.reduce((total, entry) => total + (entry[property] ?? 0), 0);
      expect(sum).toBeGreaterThan(0);
      expect(Number(sums.time_entry?.[column])).toBeCloseTo(sum, 4);
    }
    const overrides = live(flat(employeesOf(world, THE_END))).flatMap((e) => e.wageOverrides);
    const wages = overrides.reduce((total, { wage }) => total + wage, 0);
    expect(Number(sums.employee_wage_override?.wage)).toBeCloseTo(wages, 4);
  });
});

describe("Toast's definitions are met by", () => {
  const world = MARCH;

  it.each([
    ['Job', jobsOf],
    ['Employee', employeesOf],
    ['Shift', shiftsOf],
  ])('every %s', (definition, list) => {
    const errorsOf = definitionErrors('labor', definition);
    for (const item of flat(list(world, EVENING))) expect(errorsOf(item)).toEqual([]);
  });

  it('every TimeEntry, except for shifts given as a bare GUID, as in the guide', () => {
    const errorsOf = definitionErrors('labor', 'TimeEntry');
    for (const entry of flat(timeEntriesOf(world, EVENING))) {
      const { shiftReference } = entry;
      const bare = typeof shiftReference === 'string';
      expect(errorsOf(bare ? { ...entry, shiftReference: null } : entry)).toEqual([]);
    }
  });

  it('every CashEntry and Deposit', () => {
    const entry = definitionErrors('cash-management', 'CashEntry');
    const deposit = definitionErrors('cash-management', 'Deposit');
    for (const { guid } of world.restaurants) {
      for (const date of [20260306, 20260307, 20260315, 20260322]) {
        const list = world.cash.entries(guid, date, THE_END);
        expect(list.length).toBeGreaterThan(0);
        for (const item of list) expect(entry(item)).toEqual([]);
        for (const item of world.cash.deposits(guid, date, THE_END)) {
          expect(deposit(item)).toEqual([]);
        }
      }
    }
  });
});
