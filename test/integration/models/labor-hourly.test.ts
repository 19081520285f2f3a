import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { detailsOf, entryOf, utc } from './support/labor-hours.js';
import { restaurantId, Workbench, type Entity } from './support/workbench.js';

/* In New York: UTC - 4 h in May, and UTC - 5 h in winter. */
const entries: Entity[] = [
  entryOf('midnight', '20240503', ['2024-05-04T01:40', '2024-05-04T05:10'], { regularHours: 3.5 }),
  entryOf('breaks', '20240503', ['2024-05-03T14:00', '2024-05-03T18:00'], {
    regularHours: 3.25,
    breaks: [
      { paid: false, inDate: utc('2024-05-03T15:30'), outDate: utc('2024-05-03T16:15') },
      { paid: true, inDate: utc('2024-05-03T17:00'), outDate: utc('2024-05-03T17:10') },
      { paid: false, inDate: utc('2024-05-03T14:00'), outDate: null },
      {
        paid: false,
        missed: true,
        inDate: utc('2024-05-03T14:00'),
        outDate: utc('2024-05-03T14:30'),
      },
    ],
  }),
  entryOf('overtime', '20240503', ['2024-05-03T13:00', '2024-05-03T16:30'], {
    regularHours: 2,
    overtimeHours: 1.5,
  }),
  entryOf('spring', '20240309', ['2024-03-10T05:30', '2024-03-10T08:30'], { regularHours: 3 }),
  entryOf('autumn', '20241102', ['2024-11-03T04:30', '2024-11-03T08:00'], { regularHours: 3.5 }),
  entryOf('open', '20240503', ['2024-05-03T14:30', null], {
    regularHours: 1.25,
    breaks: [{ paid: false, inDate: utc('2024-05-03T14:45'), outDate: utc('2024-05-03T15:00') }],
  }),
  entryOf('less paid', '20240503', ['2024-05-03T12:00', '2024-05-03T16:00'], { regularHours: 3.9 }),
  entryOf('thirds', '20240503', ['2024-05-03T12:20', '2024-05-03T14:20'], { regularHours: 1 }),
  entryOf('by hand', '20240503', ['2024-05-03T12:20', '2024-05-03T12:20'], { regularHours: 2 }),
  entryOf('salary', '20240503', ['2024-05-03T12:00', '2024-05-03T13:00'], {
    regularHours: 1,
    hourlyWage: null,
  }),
  entryOf('deleted', '20240503', ['2024-05-03T12:00', '2024-05-03T13:00'], {
    regularHours: 1,
    deleted: true,
  }),
  entryOf('excluded', '20240503', ['2024-05-03T12:00', '2024-05-03T13:00'], { regularHours: 1 }),
  entryOf('just begun', '20240503', ['2024-05-03T12:00', null]),
  entryOf('forgotten', '20240503', ['2024-05-03T12:00', '2025-05-03T12:00'], { regularHours: 96 }),
  entryOf('half-hour zone', '20240503', ['2024-05-03T03:45', '2024-05-03T05:15'], {
    regularHours: 1.5,
  }),
];

const india = '5eed0000-0000-4000-8000-000000000002';
const nowhere = '5eed0000-0000-4000-8000-000000000003';

let workbench: Workbench;

beforeAll(async () => {
  workbench = await Workbench.open();
  await workbench.load('restaurant_details', [detailsOf(restaurantId)]);
  await workbench.load(
    'restaurant_details',
    [detailsOf(india, { timeZone: 'Asia/Kolkata' })],
    india,
  );
  await workbench.load('jobs', [
    { guid: 'job-excluded', title: 'Owner', excludeFromReporting: true },
    { guid: 'job-salary', title: 'Chef', wageFrequency: 'SALARY' },
  ]);
  await workbench.load('time_entries', entries);
  await workbench.load('time_entries', entries.slice(-1), india);
  await workbench.load('time_entries', entries.slice(-1), nowhere);
  await workbench.transform({ select: ['+labor_hourly', '+labor_daily'] });
});

afterAll(() => workbench.close());

/* The hours of an entry, with the values of a column. */
async function byHour(entry: string, column = 'hours', of = restaurantId) {
  const rows = await workbench.query(
    `select business_hour, ${column}::double as value from toast_marts.labor_hourly
    where job_id = 'job-${entry}' and restaurant_id = '${of}' order by business_hour`,
  );
  return rows.map(({ business_hour: hour, value }) => [hour, value]);
}

describe('labor_hourly', () => {
  it.each([
    ['counts on after midnight', 'midnight', [21, 0.3333], [22, 1], [23, 1], [24, 1], [25, 0.1667]],
    ['leaves out unpaid breaks that were taken', 'breaks', [10, 1], [11, 0.5], [12, 0.75], [13, 1]],
    ['has no hour that clocks skip', 'spring', [24, 0.5], [25, 1], [27, 1], [28, 0.5]],
    ['has an hour that clocks repeat twice', 'autumn', [24, 0.5], [25, 2], [26, 1]],
    ['has the hours of open entries as yet', 'open', [10, 0.25], [11, 1]],
    [
      'spreads paid hours over the time worked',
      'less paid',
      ...[8, 9, 10, 11].map((hour) => [hour, 0.975]),
    ],
    ['rounds to what adds up', 'thirds', [8, 0.3333], [9, 0.5], [10, 0.1667]],
    ['has hours that nobody was clocked in for', 'by hand', [8, 2]],
    ['has hours without a wage', 'salary', [8, 1]],
    ['has nothing of deleted entries', 'deleted'],
    ['has nothing of jobs that do not count', 'excluded'],
    ['has nothing of entries without hours', 'just begun'],
  ] as const)('%s', async (_, entry, ...hours) => {
    expect(await byHour(entry)).toEqual(hours);
  });

  it('has overtime on the last hours, at its price', async () => {
    expect(await byHour('overtime')).toEqual([
      [9, 1],
      [10, 1],
      [11, 1],
      [12, 0.5],
    ]);
    expect(await byHour('overtime', 'overtime_hours')).toEqual([
      [9, 0],
      [10, 0],
      [11, 1],
      [12, 0.5],
    ]);
    expect(await byHour('overtime', 'labor_cost')).toEqual([
      [9, 10],
      [10, 10],
      [11, 15],
      [12, 7.5],
    ]);
    expect(await byHour('salary', 'labor_cost')).toEqual([[8, 0]]);
  });

  it('spreads no entry over more than two days', async () => {
    const hours = await byHour('forgotten');
    expect(hours).toHaveLength(48);
    expect(hours[47]).toEqual([55, 2]);
  });

  it('follows the time zone of the restaurant, whatever its offset', async () => {
    expect(await byHour('half-hour zone', 'hours', india)).toEqual([
      [9, 0.75],
      [10, 0.75],
    ]);
    expect(await byHour('half-hour zone', 'hours', nowhere)).toEqual([[null, 1.5]]);
  });

  it('adds up to labor_daily, and counts people once an hour', async () => {
    const [sums] = await workbench.query(
      `select
        (select sum(hours) from toast_marts.labor_hourly)::varchar as hours,
        (select sum(hours) from toast_marts.labor_daily)::varchar as daily_hours,
        (select sum(labor_cost) from toast_marts.labor_hourly)::varchar as cost,
        (select sum(labor_cost) from toast_marts.labor_daily)::varchar as daily_cost,
        (select max(head_count) from toast_marts.labor_hourly) as heads`,
    );
    expect(sums).toMatchObject({ heads: 1, hours: sums?.daily_hours, cost: sums?.daily_cost });
    expect(Number(sums?.hours)).toBeGreaterThan(100);
  });
});
