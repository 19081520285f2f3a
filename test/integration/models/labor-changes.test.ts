import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Row } from '../../../src/warehouse/engine/connection.js';
import { detailsOf, entryOf, shiftOf, utc } from './support/labor-hours.js';
import { restaurantId, Workbench, type Entity } from './support/workbench.js';

const other = '5eed0000-0000-4000-8000-000000000002';
const marts = ['shifts_worked', 'labor_daily', 'labor_cost_daily', 'labor_hourly'];
const select = marts.map((mart) => `+${mart}`);

/* Each entry is on days of its own, with what changes of it, so that no change covers for another. */
const at = (day: number, start = 13, end = 21) =>
  [
    `2024-0${day > 31 ? 6 : 5}-${two(day)}T${start}:00`,
    `2024-0${day > 31 ? 6 : 5}-${two(day)}T${end}:00`,
  ] as const;
const two = (day: number) => String(day > 31 ? day - 31 : day).padStart(2, '0');
const on = (day: number) => `20240${day > 31 ? 6 : 5}${two(day)}`;
const hours = { regularHours: 8 };
const later = { modifiedDate: utc('2024-06-02T00:00') };
const entryOn = (guid: string, day: number, fields: Entity = {}) =>
  entryOf(guid, on(day), at(day), { ...hours, ...fields });

const before = {
  time_entries: [
    entryOn('longer', 1),
    entryOn('raised', 2),
    entryOn('moved', 3),
    entryOn('deleted', 6),
    entryOn('rested', 7),
    entryOf('open', on(8), [at(8)[0], null], hours),
    entryOn('rescheduled', 12),
    entryOn('referring', 17, { shiftReference: { guid: 'shift-referring', entityType: 'Shift' } }),
    entryOn('unscheduled', 22),
    entryOn('scheduled', 27),
    entryOn('excluded', 32),
  ],
  shifts: [
    shiftOf('shift-rescheduled', 'rescheduled', at(12)),
    shiftOf('shift-referring', 'referring', at(17)),
    shiftOf('shift-unscheduled', 'unscheduled', at(22)),
    shiftOf('shift-less', 'scheduled', at(27, 18, 22)),
  ],
  jobs: [{ guid: 'job-excluded', title: 'Trainee' }],
  employees: [{ guid: 'employee-longer', firstName: 'Ann' }],
};

const after = {
  time_entries: [
    entryOf('longer', on(1), at(1, 13, 23), { ...hours, overtimeHours: 2, ...later }),
    entryOn('raised', 2, { hourlyWage: 12, ...later }),
    entryOn('moved', 4, later),
    entryOn('deleted', 6, { deleted: true, ...later }),
    entryOn('rested', 7, {
      breaks: [{ missed: true, waived: true, paid: false }],
      ...later,
    }),
    entryOn('open', 8, later),
  ],
  shifts: [
    shiftOf('shift-rescheduled', 'rescheduled', at(12, 12, 21)),
    shiftOf('shift-referring', 'referring', at(16)),
    shiftOf('shift-unscheduled', 'unscheduled', at(22), { deleted: true }),
    shiftOf('shift-most', 'scheduled', at(27, 12, 22)),
  ],
  jobs: [{ guid: 'job-excluded', title: 'Owner', excludeFromReporting: true }],
  employees: [{ guid: 'employee-longer', firstName: 'Bea' }],
};

let workbench: Workbench;
const first: Record<string, Row[]> = {};
const second: Record<string, Row[]> = {};

beforeAll(async () => {
  workbench = await Workbench.open();
  await workbench.load('restaurant_details', [detailsOf(restaurantId)]);
  await workbench.load('restaurant_details', [detailsOf(other)], other);
  const selections = [{ guid: 's', price: 320, preDiscountPrice: 320 }];
  await workbench.load('orders', [
    { guid: 'o', businessDate: 20240501, checks: [{ guid: 'c', selections }] },
  ]);
  /* Restaurants and orders that are built for the first time note all days that there are. */
  await workbench.transform({ select: ['+sales_daily'] });
  await load(before);
  await workbench.load('time_entries', [entryOn('elsewhere', 1)], other);
  await workbench.transform({ select });
  await read(first);

  await load(after);
  await workbench.load(
    'restaurant_details',
    [detailsOf(other, { timeZone: 'Europe/Dublin', closeoutHour: 2 })],
    other,
  );
  await workbench.transform({ select });
  await read(second);
});

afterAll(() => workbench.close());

describe('the labor marts', () => {
  it('equal a full refresh after entries, wages, the schedule, jobs and a time zone have changed', async () => {
    const full: Record<string, Row[]> = {};
    await workbench.transform({ select, fullRefresh: true });
    await read(full);
    for (const mart of marts) expect(second[mart], mart).toEqual(full[mart]);
  });

  it.each([
    [
      'longer',
      { labor_cost: '80.0000', employee_name: 'Ann' },
      { labor_cost: '110.0000', employee_name: 'Bea' },
    ],
    ['raised', { labor_cost: '80.0000' }, { labor_cost: '96.0000' }],
    ['moved', { business_date: '2024-05-03' }, { business_date: '2024-05-04' }],
    ['deleted', { is_counted: true }, { is_counted: false }],
    ['rested', { missed_break_count: 0 }, { missed_break_count: 1, waived_break_count: 1 }],
    ['open', { is_open: true }, { is_open: false }],
    [
      'rescheduled',
      { late_minutes: 0, scheduled_hours: '8.0000' },
      { late_minutes: 60, scheduled_hours: '9.0000' },
    ],
    ['referring', { late_minutes: 0 }, { late_minutes: 1440 }],
    ['unscheduled', { shift_id: 'shift-unscheduled' }, { shift_id: null, late_minutes: null }],
    ['scheduled', { shift_id: 'shift-less' }, { shift_id: 'shift-most', late_minutes: 60 }],
    [
      'excluded',
      { is_counted: true, job_title: 'Trainee' },
      { is_counted: false, job_title: 'Owner' },
    ],
    [
      'elsewhere',
      { clocked_in_at_local: '2024-05-01T09:00:00.000' },
      { clocked_in_at_local: '2024-05-01T14:00:00.000' },
    ],
  ])('have the entry "%s" as it was and as it is', (entry, was, is) => {
    const found = (rows?: Row[]) => rows?.find((row) => row.time_entry_id === entry);
    expect(found(first.shifts_worked)).toMatchObject(was);
    expect(found(second.shifts_worked)).toMatchObject(is);
  });

  it("have today's hours of a restaurant, and none of what no longer counts", () => {
    const hoursOf = (rows: Row[] | undefined, job: string) =>
      rows
        ?.filter((row) => row.job_id === `job-${job}`)
        .map((row) => Number(row.business_hour))
        .toSorted((a, b) => a - b);
    expect(hoursOf(first.labor_hourly, 'elsewhere')).toEqual([9, 10, 11, 12, 13, 14, 15, 16]);
    expect(hoursOf(second.labor_hourly, 'elsewhere')).toEqual([14, 15, 16, 17, 18, 19, 20, 21]);
    for (const job of ['deleted', 'excluded']) {
      expect(hoursOf(first.labor_hourly, job)).toHaveLength(8);
      expect(hoursOf(second.labor_hourly, job)).toEqual([]);
    }
  });

  it('have labor cost beside net sales, on days without either too', () => {
    const of = (rows: Row[] | undefined, day: number) =>
      rows?.find(
        (row) => row.restaurant_id === restaurantId && row.business_date === `2024-05-${two(day)}`,
      );
    expect(of(first.labor_cost_daily, 1)).toMatchObject({
      labor_cost: '80.0000',
      net_sales: '320.0000',
      labor_percent: '25.0000',
      sales_per_labor_hour: '40.0000',
      guests_per_labor_hour: '0.0000',
      is_provisional: true,
    });
    expect(of(first.labor_cost_daily, 5)).toMatchObject({
      ...{ entry_count: 0, head_count: 0, labor_cost: '0.0000', net_sales: '0.0000' },
      ...{ labor_percent: null, sales_per_labor_hour: null, guests_per_labor_hour: null },
    });
    expect(of(first.labor_cost_daily, 8)).toMatchObject({ open_entry_count: 1, hours: '8.0000' });
    expect(of(second.labor_cost_daily, 1)).toMatchObject({
      ...{ overtime_hours: '2.0000', overtime_cost: '30.0000', labor_cost: '110.0000' },
    });
  });

  it('follow the variables: what overtime and labor cost, and which jobs count', async () => {
    workbench.setVariables({
      overtime_multiplier: 2,
      burden_rate: 0.125,
      labor_jobs_left_out: ["Dish'washer", 'job-raised'],
    });
    await workbench.load('jobs', [{ guid: 'job-rested', title: "Dish'washer" }]);
    await workbench.transform({
      select: ['job', 'int_shifts_worked', 'int_labor_hourly', ...marts],
    });
    const changed: Record<string, Row[]> = {};
    await read(changed);
    const entry = (id: string) => changed.shifts_worked?.find((row) => row.time_entry_id === id);
    expect(entry('longer')).toMatchObject({ overtime_pay: '40.0000', burden: '15.0000' });
    expect(entry('raised')).toMatchObject({ is_counted: false });
    expect(entry('rested')).toMatchObject({ is_counted: false });
    for (const mart of ['labor_daily', 'labor_hourly']) {
      const jobs = new Set(changed[mart]?.map((row) => row.job_id));
      expect(
        [jobs.has('job-longer'), jobs.has('job-raised'), jobs.has('job-rested')],
        mart,
      ).toEqual([true, false, false]);
    }
    const [day] = changed.labor_cost_daily ?? [];
    expect(day).toMatchObject({
      labor_cost: '120.0000',
      overtime_cost: '40.0000',
      burden: '15.0000',
    });
  });
});

async function load(entities: Record<string, Entity[]>): Promise<void> {
  for (const [resource, list] of Object.entries(entities)) await workbench.load(resource, list);
}

async function read(into: Record<string, Row[]>): Promise<void> {
  for (const mart of marts) into[mart] = await workbench.rows(mart);
}
