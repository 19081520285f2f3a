import { describe, expect, it } from 'vitest';
import { BusinessCalendar } from '../../../src/world/values/calendar.js';
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
import { at, DAY, THE_END, type Payload } from '../../support/walk.js';

const world = MARCH;
const entriesByPlace = timeEntriesOf(world, EVENING);
const entries = flat(entriesByPlace);
const jobs = flat(jobsOf(world, EVENING));
const calendars = new Map(
  world.restaurants.map(({ guid, timeZone, closeoutHour }) => [
    guid,
    new BusinessCalendar(timeZone, closeoutHour),
  ]),
);

describe('The labor of a generated month', () => {
  it('clocks out whoever is still at work at close-out', () => {
    for (const [guid, list] of entriesByPlace) {
      const left = list.filter(
        (entry) => entry.autoClockedOut && entry.modifiedDate === entry.outDate,
      );
      expect(left.length).toBeGreaterThan(0);
      for (const { businessDate, outDate } of left) {
        const date = businessDate.replace(/^(.{4})(..)(..)$/, '$1-$2-$3');
        const businessDay = Date.parse(date) / DAY;
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
