import fc from 'fast-check';
import { expect } from 'vitest';
import { detailsOf, entryOf, shiftOf } from '../../integration/models/support/labor-hours.js';
import { runDataTests } from '../../../src/transform/run/data-tests.js';
import {
  restaurantId,
  Workbench,
  type Entity,
} from '../../integration/models/support/workbench.js';

const restaurants = [restaurantId, '5eed0000-0000-4000-8000-000000000002'];
const marts = ['shifts_worked', 'labor_daily', 'labor_hourly'];
const select = marts.map((mart) => `+${mart}`);
const hour = 3_600_000;
/* New York's clocks go forward on March 10. */
const midnight = Date.UTC(2024, 2, 10);

const restaurant = fc.constantFrom(...restaurants);
const who = fc.constantFrom('ann', 'bob');
const rarely = fc.nat({ max: 4 }).map((n) => n === 0);
const shiftId = fc.constantFrom('s1', 's2', 's3', 's4');
/* In quarters of an hour; entries and shifts of a day often overlap. */
const day = fc.nat({ max: 3 });
const start = fc.integer({ min: 12 * 4, max: 30 * 4 });
const quarters = fc.integer({ min: 0, max: 14 * 4 });

const entry = fc.record({
  restaurant,
  guid: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
  who,
  job: who,
  day,
  undated: fc.nat({ max: 9 }).map((n) => n === 0),
  start,
  quarters: fc.option(quarters),
  hours: fc.double({ min: 0, max: 14, noNaN: true }),
  overtime: fc.double({ min: 0, max: 3, noNaN: true }),
  wage: fc.option(fc.integer({ min: 700, max: 3000 })),
  shift: fc.option(shiftId, { freq: 2 }),
  deleted: rarely,
  pause: fc.option(fc.record({ after: quarters, quarters, paid: fc.boolean() })),
});
const shift = fc.record({
  restaurant,
  guid: shiftId,
  who,
  job: who,
  day,
  start,
  quarters,
  deleted: rarely,
});
const settings = fc.record({
  restaurant,
  closeoutHour: fc.integer({ min: 0, max: 6 }),
  timeZone: fc.constantFrom('America/New_York', 'Asia/Kolkata', 'UTC'),
});
const jobs = fc.record({ restaurant, guid: who, excluded: fc.boolean(), salary: fc.boolean() });

/** Generates what changes of labor before each run of the models. */
export const laborChanges = fc.array(
  fc.record({
    entries: fc.array(entry, { maxLength: 4 }),
    shifts: fc.array(shift, { maxLength: 4 }),
    /* They note all days, so they hide what else has to. */
    settings: fc.oneof({ weight: 4, arbitrary: fc.constant([]) }, fc.tuple(settings)),
    jobs: fc.array(jobs, { maxLength: 2 }),
  }),
  { minLength: 3, maxLength: 5 },
);

type Runs = typeof laborChanges extends fc.Arbitrary<infer T> ? T : never;
type Entry = Runs[number]['entries'][number];

/**
 * Loads random versions of time entries, shifts, jobs and restaurant settings before each of several runs.
 * Compares the labor marts after the last with a full refresh, and runs their data tests.
 */
export async function laborScenario(runs: Runs): Promise<void> {
  const workbench = await Workbench.open();
  const rows = () => Promise.all(marts.map((mart) => workbench.rows(mart)));
  let version = 0;
  try {
    for (const run of runs) {
      for (const given of run.settings) {
        const { restaurant: guid, ...general } = given;
        await workbench.load('restaurant_details', [detailsOf(guid, general)], guid);
      }
      for (const { restaurant: of, guid, excluded, salary } of run.jobs) {
        const frequency = salary ? 'SALARY' : 'HOURLY';
        const job = {
          guid: `job-${guid}`,
          excludeFromReporting: excluded,
          wageFrequency: frequency,
        };
        await workbench.load('jobs', [job], of);
      }
      for (const { restaurant: of, guid, who: by, job, deleted, ...given } of run.shifts) {
        const changed = { ...roles(by, job), deleted };
        await workbench.load('shifts', [shiftOf(guid, by, span(given), changed)], of);
      }
      for (const given of run.entries) {
        version += 1;
        await workbench.load('time_entries', [entity(given, version)], given.restaurant);
      }
      await workbench.transform({ select });
    }
    const incremental = await rows();
    await workbench.transform({ select, fullRefresh: true });
    expect(incremental).toEqual(await rows());
    expect(await failedTests(workbench)).toEqual([]);
  } finally {
    await workbench.close();
  }
}

async function failedTests({ warehouse, project }: Workbench): Promise<string[]> {
  const results = await runDataTests({
    ...{ warehouse, project, threads: 2 },
    select: [...marts, 'int_shifts_worked', 'int_labor_hourly'],
    clock: () => 0,
    onEvent: () => undefined,
  });
  /* Those that warn tell of entries without a business date, which have no row. */
  return results.filter(({ status }) => status === 'fail').map(({ test }) => test);
}

function entity(given: Entry, version: number): Entity {
  const { guid, day: on, who: by, job, hours, overtime, wage, shift: of, deleted, pause } = given;
  const [from, to] = span({ ...given, quarters: given.quarters ?? 0 });
  const pauseAt =
    pause && span({ day: on, start: given.start + pause.after, quarters: pause.quarters });
  return entryOf(
    guid,
    given.undated ? '' : `202403${10 + on}`,
    [from, given.quarters === null ? null : to],
    {
      ...roles(by, job),
      regularHours: hours,
      overtimeHours: overtime,
      hourlyWage: wage === null ? null : wage / 100,
      shiftReference: of,
      deleted,
      breaks: pauseAt && [
        { paid: pause.paid, inDate: `${pauseAt[0]}:00Z`, outDate: `${pauseAt[1]}:00Z` },
      ],
      modifiedDate: new Date(Date.UTC(2024, 5, 1, 0, version)).toISOString().replace('Z', '+0000'),
    },
  );
}

function span(given: { day: number; start: number; quarters: number }) {
  const first = given.day * 24 * 4 + given.start;
  const at = (quarter: number) =>
    new Date(midnight + (quarter * hour) / 4).toISOString().slice(0, 16);
  return [at(first), at(first + given.quarters)] as const;
}

function roles(by: string, job: string): Entity {
  return {
    employeeReference: { guid: `employee-${by}`, entityType: 'RestaurantUser' },
    jobReference: { guid: `job-${job}`, entityType: 'RestaurantJob' },
  };
}
