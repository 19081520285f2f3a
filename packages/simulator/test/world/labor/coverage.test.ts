import { describe, expect, it } from 'vitest';
import {
  byGuid,
  employeesOf,
  EVENING,
  flat,
  jobsOf,
  MARCH,
  shiftsOf,
  timeEntriesOf,
} from '../../support/crew.js';
import { at, DAY, has, THE_END, type Payload } from '../../support/walk.js';

const world = MARCH;
const entries = flat(timeEntriesOf(world, EVENING));
const breaks = entries.flatMap((entry) => entry.breaks);
const shifts = flat(shiftsOf(world, EVENING));
const employees = flat(employeesOf(world, EVENING));
const jobs = flat(jobsOf(world, EVENING));
const EPOCH = '1970-01-01T00:00:00.000+0000';

const LATE = 5 * 60_000;
/* Entries with the shift that they refer to. */
const planned = byGuid(shifts);
const referring = entries.flatMap((entry): [Payload, Payload][] => {
  const shift = planned.get(entry.shiftReference?.guid ?? entry.shiftReference);
  return shift ? [[entry, shift]] : [];
});
const corrected = byGuid(flat(timeEntriesOf(world, THE_END)));

const wagesIn = (employee: Payload): Payload[] => employee.wageOverrides;
const sameGuid = (list: Payload[]): [Payload, Payload][] =>
  list.flatMap((one, k) =>
    list
      .slice(k + 1)
      .filter(({ guid }) => guid === one.guid)
      .map((other): [Payload, Payload] => [one, other]),
  );
const localDate = (instant: string, timeZone: string): string =>
  new Date(at(instant)).toLocaleDateString('en-CA', { timeZone });

const FEATURES: readonly (readonly [string, () => boolean])[] = [
  ['deleted jobs', () => jobs.some((job) => job.deleted && job.deletedDate !== EPOCH)],
  ['jobs by the hour and by salary', () => has(jobs, 'wageFrequency', 'HOURLY', 'SALARY')],
  ['jobs that are not deleted', () => has(jobs, 'deletedDate', EPOCH)],
  ['deleted employees', () => has(employees, 'deleted', true, false)],
  [
    'jobs with one GUID at two locations, and a wage at each',
    () => sameGuid(jobs).some(([one, other]) => one.defaultWage !== other.defaultWage),
  ],
  [
    'employees with one GUID at two locations, and a wage at each',
    () =>
      sameGuid(employees).some(
        ([one, other]) =>
          wagesIn(one)[0]?.wage > 0 && wagesIn(one)[0]?.wage !== wagesIn(other)[0]?.wage,
      ),
  ],
  ['chosen names and none', () => has(employees, 'chosenName', null, 'DJ')],
  ['external identifiers', () => employees.some(({ externalId }) => externalId?.includes(':'))],
  ['employees with several jobs', () => employees.some((e) => e.jobReferences.length > 1)],
  ['open time entries', () => entries.some((e) => e.outDate === null && !e.deleted)],
  [
    'deleted time entries',
    () => entries.some((e) => e.deleted && e.deletedDate === e.modifiedDate),
  ],
  ['dates of deletion that are null', () => has(entries, 'deletedDate', null, EPOCH)],
  ['references to shifts as objects', () => entries.some((e) => e.shiftReference?.entityType)],
  [
    'references to shifts as GUIDs',
    () => entries.some((e) => typeof e.shiftReference === 'string'),
  ],
  ['no references to shifts', () => has(entries, 'shiftReference', null)],
  ['overtime', () => entries.some((e) => e.overtimeHours > 1 && e.regularHours === 8)],
  ['salaried work', () => entries.some((e) => e.hourlyWage === null && e.regularHours > 8)],
  [
    'salaried jobs that reports exclude, and that they do not',
    () =>
      has(
        jobs.filter((job) => job.wageFrequency === 'SALARY'),
        'excludeFromReporting',
        true,
        false,
      ),
  ],
  ['clock-outs by Toast', () => has(entries, 'autoClockedOut', true, false)],
  [
    'work across midnight',
    () =>
      entries.some(
        (e) =>
          e.outDate &&
          localDate(e.inDate, 'America/New_York') !== localDate(e.outDate, 'America/New_York'),
      ),
  ],
  ['people who are late', () => referring.some(([e, s]) => at(e.inDate) - at(s.inDate) > LATE)],
  [
    'people who leave early',
    () => referring.some(([e, s]) => e.outDate && at(s.outDate) - at(e.outDate) > 2 * LATE),
  ],
  [
    'wages that are corrected later',
    () => entries.some((e) => e.hourlyWage < corrected.get(e.guid)?.hourlyWage),
  ],
  [
    'sales, tips and gratuities',
    () =>
      entries.some(
        (e) =>
          e.cashSales > 0 &&
          e.nonCashSales > e.cashSales &&
          e.declaredCashTips > 0 &&
          e.nonCashTips > 0 &&
          e.cashGratuityServiceCharges > 0 &&
          e.nonCashGratuityServiceCharges > 0 &&
          e.tipsWithheld > 0 &&
          e.nonCashTipsRoundingLoss > 0,
      ),
  ],
  ['tips that are not rounded', () => has(entries, 'nonCashTipsRoundingLoss', null)],
  [
    'corrections days later',
    () =>
      entries.some((e) => !e.deleted && e.outDate && at(e.modifiedDate) - at(e.outDate) > 2 * DAY),
  ],
  [
    'entries made after the work',
    () => entries.some((e) => at(e.createdDate) > at(e.outDate ?? e.createdDate)),
  ],
  ['breaks without a GUID', () => breaks.some((each) => !('guid' in each))],
  [
    'missed, waived and running breaks',
    () =>
      has(breaks, 'missed', true, false) &&
      has(breaks, 'waived', true, false, null) &&
      breaks.some((each) => each.inDate && each.outDate === null),
  ],
  ['answers to break prompts', () => has(breaks, 'auditResponse', true, false, null)],
  ['paid and unpaid breaks', () => has(breaks, 'paid', true, false)],
  ['breaks of no type', () => has(breaks, 'breakType', null)],
  [
    'shifts with and without grace periods',
    () => shifts.some((s) => s.scheduleConfig) && has(shifts, 'scheduleConfig', null),
  ],
  [
    'shifts across midnight',
    () =>
      shifts.some(
        (s) => localDate(s.inDate, 'America/New_York') !== localDate(s.outDate, 'America/New_York'),
      ),
  ],
  ['shifts that were moved', () => shifts.some((s) => at(s.modifiedDate) > at(s.createdDate))],
];

describe('The labor of a generated month', () => {
  it.each(FEATURES)('has %s', (_, present) => {
    expect(present()).toBe(true);
  });

  it('has shifts up to two weeks ahead', () => {
    const ahead = Math.max(...shifts.map(({ inDate }) => at(inDate))) - EVENING;
    expect(ahead).toBeGreaterThan(12 * DAY);
    expect(ahead).toBeLessThan(14 * DAY);
  });

  it('has shifts that are removed from the schedule, before and after they begin', () => {
    const now = byGuid(flat(shiftsOf(world, THE_END)));
    const gone = shifts.filter(({ guid }) => !now.has(guid));
    expect(gone.some(({ inDate }) => at(inDate) > EVENING)).toBe(true);
    expect(gone.some(({ outDate }) => at(outDate) < EVENING)).toBe(true);
  });

  it('has time entries without a shift, and shifts without a time entry', () => {
    const key = (item: Payload) => `${item.employeeReference.guid} ${item.inDate.slice(0, 10)}`;
    const past = shifts.filter(({ outDate }) => at(outDate) < EVENING);
    const [scheduled, worked] = [new Set(past.map(key)), new Set(entries.map(key))];
    expect(entries.filter((entry) => !scheduled.has(key(entry))).length).toBeGreaterThan(20);
    expect(past.filter((shift) => !worked.has(key(shift))).length).toBeGreaterThan(5);
  });
});
