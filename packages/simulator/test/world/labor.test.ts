import { describe, expect, it } from 'vitest';
import { BusinessCalendar } from '../../src/world/values/calendar.js';
import {
  byGuid,
  DAY,
  employeesOf,
  EVENING,
  flat,
  jobsOf,
  march,
  shiftsOf,
  timeEntriesOf,
} from './crew.js';
import { at, THE_END, type Payload } from './walk.js';

const world = march();
const entriesByPlace = timeEntriesOf(world, EVENING);
const entries = flat(entriesByPlace);
const breaks = entries.flatMap((entry) => entry.breaks);
const shifts = flat(shiftsOf(world, EVENING));
const employees = flat(employeesOf(world, EVENING));
const jobs = flat(jobsOf(world, EVENING));
const calendars = new Map(
  world.restaurants.map(({ guid, timeZone, closeoutHour }) => [
    guid,
    new BusinessCalendar(timeZone, closeoutHour),
  ]),
);
const EPOCH = '1970-01-01T00:00:00.000+0000';

const has = (list: readonly Payload[], column: string, ...values: unknown[]): boolean =>
  values.every((value) => list.some((item) => item[column] === value));
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

  it('clocks out whoever is still at work at close-out', () => {
    for (const [guid, list] of entriesByPlace) {
      const left = list.filter(
        (entry) => entry.autoClockedOut && entry.modifiedDate === entry.outDate,
      );
      expect(left.length).toBeGreaterThan(0);
      for (const { businessDate, outDate } of left) {
        const { year, month, day } = /^(?<year>.{4})(?<month>..)(?<day>..)$/.exec(businessDate)
          ?.groups as Record<string, string>;
        const businessDay = Date.parse(`${year}-${month}-${day}`) / DAY;
        expect(at(outDate)).toBe(calendars.get(guid)?.start(businessDay + 1));
      }
    }
  });

  it('has time entries with the business date of their clock-in, as text', () => {
    for (const [guid, list] of entriesByPlace) {
      for (const { businessDate, inDate } of list) {
        expect(businessDate).toBe(String(calendars.get(guid)?.dateAt(at(inDate))));
      }
    }
  });

  it('pays the wage that applied when the work was done', () => {
    const wages = new Map<string, Set<number>>();
    for (const { employeeReference, jobReference, hourlyWage } of entries) {
      const key = `${employeeReference.guid} ${jobReference.guid}`;
      wages.set(key, (wages.get(key) ?? new Set()).add(hourlyWage));
    }
    expect([...wages.values()].filter(({ size }) => size > 1).length).toBeGreaterThan(3);
  });

  it('keeps money at 0 while an entry is open', () => {
    const open = entries.filter(({ outDate }) => outDate === null);
    for (const entry of open) {
      expect(entry).toMatchObject({ cashSales: 0, nonCashSales: 0, autoClockedOut: false });
      expect(entry.nonCashTipsRoundingLoss).toBeNull();
      expect(entry.regularHours).toBeGreaterThanOrEqual(0);
    }
  });

  it('counts hours without unpaid breaks', () => {
    const closed = entries.filter((entry) => entry.outDate && !entry.deleted);
    for (const entry of closed) {
      const unpaid = entry.breaks
        .filter((each: Payload) => !each.paid && !each.missed)
        .reduce((sum: number, each: Payload) => sum + at(each.outDate) - at(each.inDate), 0);
      const hours = (at(entry.outDate) - at(entry.inDate) - unpaid) / 3_600_000;
      expect(entry.regularHours + entry.overtimeHours).toBeCloseTo(hours, 3);
    }
  });

  it('has shifts and time entries only of employed staff', () => {
    for (const [guid, list] of employeesOf(world, EVENING)) {
      const known = byGuid(list);
      for (const { employeeReference, inDate } of entriesByPlace.get(guid) ?? []) {
        const employee = known.get(employeeReference.guid);
        expect(at(employee.createdDate)).toBeLessThanOrEqual(at(inDate));
        if (employee.deleted) expect(at(employee.deletedDate)).toBeGreaterThan(at(inDate));
      }
    }
  });

  it('removes deleted jobs from the assignments of employees', () => {
    for (const [guid, list] of employeesOf(world, EVENING)) {
      const job = byGuid(world.labor.jobs(guid, EVENING) as Payload[]);
      for (const { jobReferences, wageOverrides } of list) {
        const assigned = [...jobReferences, ...wageOverrides.map((w: Payload) => w.jobReference)];
        for (const reference of assigned) expect(job.get(reference.guid).deleted).toBe(false);
      }
    }
    const busser = jobs.find(({ title }) => title === 'Busser');
    expect(busser.deleted).toBe(true);
    expect(entries.some(({ jobReference }) => jobReference.guid === busser.guid)).toBe(true);
  });

  it('has the servers of orders scheduled and at work every day', () => {
    const keysIn = (lists: Map<string, Payload[]>) =>
      new Set(
        [...lists].flatMap(([place, list]) =>
          list
            .filter(({ deleted }) => !deleted)
            .map(({ employeeReference, inDate }) =>
              [place, employeeReference.guid, calendars.get(place)?.dateAt(at(inDate))].join(' '),
            ),
        ),
      );
    const [scheduled, worked] = [
      keysIn(shiftsOf(world, THE_END)),
      keysIn(timeEntriesOf(world, THE_END)),
    ];
    for (const [place, list] of employeesOf(world, THE_END)) {
      const servers = world.catalogues.get(place)?.servers ?? [];
      const keys = servers.flatMap(({ reference }) =>
        Array.from({ length: 30 }, (_, k) => `${place} ${reference.guid} ${20260301 + k}`),
      );
      expect(keys.filter((key) => !scheduled.has(key) || !worked.has(key))).toEqual([]);
      const order = world.order(world.onBusinessDate(place, 20260317, THE_END)[0]!, THE_END);
      const { server } = order as Payload;
      expect(byGuid(list).get(server.guid)?.entityType).toBe(server.entityType);
      expect(keys).toContain(`${place} ${server.guid} 20260317`);
    }
  });
});
