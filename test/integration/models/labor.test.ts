import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { employee, job, shift, timeEntry } from './support/labor.js';
import { restaurantId, Workbench } from './support/workbench.js';

const select = ['path:models/core/labor'];
const loadedAt = (hour: number) => `2024-06-01T0${hour}:00:00.000Z`;

const modelled = {
  created_date: '2023-01-02T03:04:05.678Z',
  modified_date: '2023-02-03T04:05:06.789Z',
  deleted: false,
  deleted_date: null,
  _deleted: false,
};

const references = {
  employee_reference_id: 'employee-1',
  employee_reference_entity_type: 'RestaurantUser',
  employee_reference_external_id: 'ext-e',
  job_reference_id: 'job-1',
  job_reference_entity_type: 'RestaurantJob',
  job_reference_external_id: 'ext-job-1',
};

describe('the labor models', () => {
  let workbench: Workbench;

  beforeAll(async () => {
    workbench = await Workbench.open();
    await workbench.load('jobs', [job]);
    await workbench.load('employees', [employee]);
    await workbench.load('shifts', [shift]);
    await workbench.load('time_entries', [timeEntry]);
    await workbench.transform({ select });
  });

  afterAll(() => workbench.close());

  it('have a column for every field of a job', async () => {
    expect(await workbench.rows('job')).toEqual([
      {
        restaurant_id: restaurantId,
        id: 'job-1',
        entity_type: 'RestaurantJob',
        external_id: 'ext-job-1',
        title: 'Køchin 漢',
        code: '007',
        wage_frequency: 'HOURLY',
        default_wage: '17.2550',
        tipped: true,
        exclude_from_reporting: false,
        ...modelled,
        _synced_at: loadedAt(1),
      },
    ]);
  });

  it('have a column for every field of an employee except the passcode', async () => {
    expect(await workbench.rows('employee')).toEqual([
      {
        restaurant_id: restaurantId,
        id: 'employee-1',
        entity_type: 'RestaurantUser',
        external_id: 'ext-employee-1',
        v_2_employee_guid: 'employee-v2-1',
        external_employee_id: '0042',
        first_name: 'Zoë',
        chosen_name: 'Zo',
        last_name: "O'Hara",
        email: 'zoe@example.org',
        phone_number: '06175550100',
        phone_number_country_code: '01',
        job_references: JSON.stringify(employee.jobReferences),
        wage_overrides: JSON.stringify(employee.wageOverrides),
        ...modelled,
        _synced_at: loadedAt(2),
      },
    ]);
  });

  it('have a row for every job reference and wage override of an employee', async () => {
    const common = {
      restaurant_id: restaurantId,
      employee_id: 'employee-1',
      entity_type: 'RestaurantJob',
      _deleted: false,
      _synced_at: loadedAt(2),
    };
    expect(await workbench.rows('employee_job_reference')).toEqual([
      { ...common, id: 'job-1', position: 0, external_id: 'ext-job-1' },
      { ...common, id: 'job-2', position: 1, external_id: null },
    ]);
    expect(await workbench.rows('employee_wage_override')).toEqual([
      { ...common, id: 'job-2', position: 0, external_id: 'ext-job-2', wage: '21.5000' },
    ]);
  });

  it('have a column for every field of a shift', async () => {
    expect(await workbench.rows('shift')).toEqual([
      {
        restaurant_id: restaurantId,
        id: 'shift-1',
        entity_type: 'ScheduledShift',
        external_id: 'ext-shift-1',
        ...references,
        in_date: '2024-05-03T21:00:00.000Z',
        out_date: '2024-05-04T05:30:00.000Z',
        schedule_config_id: 'schedule-1',
        schedule_config_min_before_clock_in: 1.5,
        schedule_config_min_after_clock_in: 2,
        schedule_config_min_before_clock_out: 3,
        schedule_config_min_after_clock_out: 4,
        ...modelled,
        _synced_at: loadedAt(3),
      },
    ]);
  });

  it('have a column for every field of a time entry', async () => {
    expect(await workbench.rows('time_entry')).toEqual([
      {
        restaurant_id: restaurantId,
        id: 'entry-1',
        entity_type: 'TimeEntry',
        external_id: 'ext-entry-1',
        ...references,
        shift_reference_id: 'shift-1',
        shift_reference_entity_type: 'ScheduledShift',
        shift_reference_external_id: 'ext-shift-1',
        business_date: '2024-05-03',
        in_date: '2024-05-03T21:01:02.000Z',
        out_date: '2024-05-04T05:31:02.000Z',
        auto_clocked_out: false,
        regular_hours: 7.123456789,
        overtime_hours: 0.5,
        hourly_wage: '17.2550',
        breaks: JSON.stringify(timeEntry.breaks),
        declared_cash_tips: '1.0100',
        non_cash_tips: '2.0200',
        non_cash_tips_rounding_loss: '0.0300',
        tips_withheld: '6.0600',
        cash_sales: '8.0800',
        non_cash_sales: '7.0700',
        cash_gratuity_service_charges: '4.0400',
        non_cash_gratuity_service_charges: '5.0500',
        ...modelled,
        _synced_at: loadedAt(4),
      },
    ]);
  });

  it('have a column for every field of a break', async () => {
    expect(await workbench.rows('break')).toEqual([
      {
        restaurant_id: restaurantId,
        time_entry_id: 'entry-1',
        id: 'break-1',
        position: 0,
        break_type_id: 'break-type-1',
        break_type_entity_type: 'BreakType',
        in_date: '2024-05-04T00:00:00.000Z',
        out_date: '2024-05-04T00:30:00.000Z',
        paid: false,
        missed: false,
        waived: true,
        audit_response: false,
        _deleted: false,
        _synced_at: loadedAt(4),
      },
    ]);
  });
});
