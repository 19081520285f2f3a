import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Row } from '../../../src/warehouse/engine/connection.js';
import { employee, job, shift, timeEntry } from './support/labor.js';
import { detailsOf, entryOf, shiftOf } from './support/labor-hours.js';
import { restaurantId, Workbench, type Entity } from './support/workbench.js';

const reference = (guid: string) => ({ guid, entityType: 'ScheduledShift' });
const works = (who: string, job: string): Entity => ({
  employeeReference: { guid: `employee-${who}`, entityType: 'RestaurantUser' },
  jobReference: { guid: `job-${job}`, entityType: 'RestaurantJob' },
});
const morning = ['2024-05-03T13:10', '2024-05-03T17:00'] as const;
const nine = ['2024-05-03T13:00', '2024-05-03T21:00'] as const;

const entries: Entity[] = [
  timeEntry,
  entryOf('late', '20240503', ['2024-05-03T13:07', '2024-05-03T20:45'], {
    shiftReference: reference('shift-late'),
  }),
  entryOf('early', '20240503', ['2024-05-03T12:50', '2024-05-03T21:15']),
  entryOf('split', '20240503', morning),
  entryOf('rest', '20240503', ['2024-05-03T17:30', '2024-05-03T21:00'], works('split', 'split')),
  entryOf('two shifts', '20240503', ['2024-05-03T13:00', '2024-05-03T21:00']),
  entryOf('two jobs', '20240503', ['2024-05-03T13:00', '2024-05-03T21:00']),
  entryOf('two equal', '20240503', ['2024-05-03T13:00', '2024-05-03T21:00']),
  entryOf('tie', '20240503', ['2024-05-03T13:00', '2024-05-03T21:00']),
  entryOf('begun', '20240503', ['2024-05-03T12:55', null]),
  entryOf('dropped in', '20240503', morning),
  entryOf('taken off', '20240503', morning),
  entryOf('of a deleted shift', '20240503', morning, { shiftReference: reference('shift-gone') }),
  entryOf('of an unknown shift', '20240503', morning, { shiftReference: reference('unknown') }),
  entryOf('deleted', '20240503', morning, { deleted: true, regularHours: 4 }),
  entryOf('without a job', '20240503', morning, { jobReference: null, hourlyWage: null }),
  entryOf('odd', '20240503', morning, { regularHours: 1e30, overtimeHours: -1, hourlyWage: 9e12 }),
  entryOf('overpaid', '20240503', morning, {
    regularHours: 9000,
    overtimeHours: 9000,
    hourlyWage: 9e13,
    breaks: [{ paid: false, inDate: '1970-01-01T00:00:00Z', outDate: '9999-01-01T00:00:00Z' }],
  }),
  entryOf('endless', '20240503', ['2024-05-03T13:00', null], { outDate: 'infinity' }),
  entryOf('without a date', '', morning),
];
const shifts: Entity[] = [
  shift,
  shiftOf('shift-late', 'late', nine),
  shiftOf('shift-early', 'early', nine),
  shiftOf('shift-split', 'split', nine),
  shiftOf('shift-am', 'two shifts', ['2024-05-03T13:00', '2024-05-03T16:00']),
  shiftOf('shift-pm', 'two shifts', ['2024-05-03T16:00', '2024-05-03T21:00']),
  shiftOf('of the job', 'two jobs', ['2024-05-03T20:00', '2024-05-03T22:00']),
  shiftOf('of another', 'two jobs', nine, works('two jobs', 'other')),
  shiftOf('of another again', 'two equal', nine, works('two equal', 'other')),
  shiftOf('of the job again', 'two equal', nine),
  shiftOf('shift-a', 'tie', nine),
  shiftOf('shift-b', 'tie', nine),
  shiftOf('shift-begun', 'begun', nine),
  shiftOf('shift-later', 'dropped in', ['2024-05-03T17:00', '2024-05-03T21:00']),
  shiftOf('shift-off', 'taken off', nine, { deleted: true }),
  shiftOf('shift-gone', 'of a deleted shift', nine, { deleted: true }),
  shiftOf('shift-deleted', 'deleted', nine),
];

let workbench: Workbench;
let rows: Map<unknown, Row>;

beforeAll(async () => {
  workbench = await Workbench.open();
  await workbench.load('restaurant_details', [detailsOf(restaurantId)]);
  await workbench.load('jobs', [
    job,
    { guid: 'job-late', title: "Manager's", wageFrequency: 'SALARY' },
  ]);
  await workbench.load('employees', [employee]);
  await workbench.load('shifts', shifts);
  await workbench.load('time_entries', entries);
  await workbench.transform({ select: ['+shifts_worked', 'int_labor_hourly'] });
  const found = await workbench.rows('shifts_worked');
  rows = new Map(found.map((row) => [row.time_entry_id, row]));
});

afterAll(() => workbench.close());

const entry = (id: string) => rows.get(id) ?? {};

describe('shifts_worked', () => {
  it('has the hours, pay, tips and names of a time entry', () => {
    expect(entry('entry-1')).toMatchObject({
      restaurant_name: 'Café',
      business_date: '2024-05-03',
      employee_name: 'Zo',
      employee_key: 'employee-v2-1',
      job_title: 'Køchin 漢',
      is_tipped_job: true,
      is_salaried: false,
      clocked_in_at_local: '2024-05-03T17:01:02.000',
      clocked_out_at_local: '2024-05-04T01:31:02.000',
      is_counted: true,
      regular_hours: '7.1235',
      hours: '7.6235',
      unpaid_break_hours: '0.5000',
      paid_break_hours: '0.0000',
      missed_break_count: 0,
      waived_break_count: 1,
      regular_pay: '122.9160',
      overtime_pay: '12.9413',
      labor_cost: '135.8573',
      net_tips: '-3.0300',
      gratuities: '9.0900',
      tips_per_hour: '-0.3975',
      scheduled_hours: '8.5000',
      late_minutes: 1,
      early_out_minutes: -1,
    });
  });

  it.each([
    ['the one that Toast says', 'late', 'shift-late', 7, 15],
    ['the one that it overlaps with', 'early', 'shift-early', -10, -15],
    ['the one that it overlaps most with', 'two shifts', 'shift-pm', -180, 0],
    ['that one, although it is of another job', 'two jobs', 'of another', 0, 0],
    ['one of the same job of two that are equal', 'two equal', 'of the job again', 0, 0],
    ['one of two that are equal in that too', 'tie', 'shift-a', 0, 0],
    ['the one that begins now', 'begun', 'shift-begun', -5, null],
    ['none that ended before or begins later', 'dropped in', null, null, null],
    ['none that was deleted', 'taken off', null, null, null],
    ['a deleted one that Toast says', 'of a deleted shift', 'shift-gone', 10, 240],
    ['one that is not known', 'of an unknown shift', 'unknown', null, null],
    ['none if the entry is deleted', 'deleted', null, null, null],
  ])('compares an entry with its shift: %s', (_, id, shiftId, late, early) => {
    expect(entry(id)).toMatchObject({
      shift_id: shiftId,
      late_minutes: late,
      early_out_minutes: early,
    });
  });

  it('says once per shift who was late and left early, and how long it is', () => {
    const both = [entry('split'), entry('rest')];
    expect(both).toMatchObject([
      {
        shift_id: 'shift-split',
        late_minutes: 10,
        early_out_minutes: null,
        scheduled_hours: '8.0000',
      },
      { shift_id: 'shift-split', late_minutes: null, early_out_minutes: 0, scheduled_hours: null },
    ]);
  });

  it('keeps entries that do not count, and says which have no wage', () => {
    expect(entry('deleted')).toMatchObject({
      is_counted: false,
      is_open: false,
      hours: '4.0000',
    });
    expect(entry('begun')).toMatchObject({
      is_open: true,
      is_counted: true,
      tips_per_hour: null,
    });
    expect(entry('without a job')).toMatchObject({ is_salaried: true, has_wage: false });
    expect(entry('late')).toMatchObject({ is_salaried: true, has_wage: true });
    expect(entry('odd')).toMatchObject({ hours: '0.0000', labor_cost: '0.0000' });
    expect(entry('overpaid')).toMatchObject({ hours: '18000.0000', labor_cost: '0.0000' });
    expect(entry('endless')).toMatchObject({ is_open: false, early_out_minutes: null });
    expect(entry('without a date')).toEqual({});
  });
});
