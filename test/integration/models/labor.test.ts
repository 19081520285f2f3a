import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { derived } from './expected/rows.js';
import { restaurantId, Workbench, type Entity } from './support/workbench.js';

let workbench: Workbench;
const select = ['path:models/core/labor'];

beforeEach(async () => {
  workbench = await Workbench.open();
});

afterEach(() => workbench.close());

const epoch = '1970-01-01T00:00:00.000+0000';
const loadedAt = (hour: number) => `2024-06-01T0${hour}:00:00.000Z`;

const dates = {
  createdDate: '2023-01-02T03:04:05.678+0000',
  modifiedDate: '2023-02-03T04:05:06.789+0000',
  deletedDate: epoch,
  deleted: false,
};

const job: Entity = {
  guid: 'job-1',
  entityType: 'RestaurantJob',
  externalId: 'ext-job-1',
  ...dates,
  title: 'Køchin 漢',
  wageFrequency: 'HOURLY',
  defaultWage: 17.255,
  tipped: true,
  code: '007',
  excludeFromReporting: false,
};

const employee: Entity = {
  guid: 'employee-1',
  entityType: 'RestaurantUser',
  externalId: 'ext-employee-1',
  ...dates,
  firstName: 'Zoë',
  chosenName: 'Zo',
  lastName: "O'Hara",
  email: 'zoe@example.org',
  phoneNumber: '06175550100',
  phoneNumberCountryCode: '01',
  passcode: '4711',
  externalEmployeeId: '0042',
  jobReferences: [
    { guid: 'job-1', entityType: 'RestaurantJob', externalId: 'ext-job-1' },
    { guid: 'job-2', entityType: 'RestaurantJob', externalId: null },
  ],
  wageOverrides: [
    {
      wage: 21.5,
      jobReference: { guid: 'job-2', entityType: 'RestaurantJob', externalId: 'ext-job-2' },
    },
  ],
  v2EmployeeGuid: 'employee-v2-1',
};

const shift: Entity = {
  guid: 'shift-1',
  entityType: 'ScheduledShift',
  externalId: 'ext-shift-1',
  ...dates,
  jobReference: { guid: 'job-1', entityType: 'RestaurantJob', externalId: 'ext-job-1' },
  employeeReference: { guid: 'employee-1', entityType: 'RestaurantUser', externalId: 'ext-e' },
  inDate: '2024-05-03T21:00:00.000+0000',
  outDate: '2024-05-04T05:30:00.000+0000',
  scheduleConfig: {
    guid: 'schedule-1',
    minBeforeClockIn: 1.5,
    minAfterClockIn: 2,
    minBeforeClockOut: 3,
    minAfterClockOut: 4,
  },
};

const timeEntry: Entity = {
  guid: 'entry-1',
  entityType: 'TimeEntry',
  externalId: 'ext-entry-1',
  ...dates,
  jobReference: { guid: 'job-1', entityType: 'RestaurantJob', externalId: 'ext-job-1' },
  employeeReference: { guid: 'employee-1', entityType: 'RestaurantUser', externalId: 'ext-e' },
  shiftReference: { guid: 'shift-1', entityType: 'ScheduledShift', externalId: 'ext-shift-1' },
  inDate: '2024-05-03T21:01:02.000+0000',
  outDate: '2024-05-04T05:31:02.000+0000',
  autoClockedOut: false,
  businessDate: '20240503',
  regularHours: 7.123456789,
  overtimeHours: 0.5,
  hourlyWage: 17.255,
  breaks: [
    {
      guid: 'break-1',
      breakType: { guid: 'break-type-1', entityType: 'BreakType' },
      paid: false,
      inDate: '2024-05-04T00:00:00.000+0000',
      outDate: '2024-05-04T00:30:00.000+0000',
      missed: false,
      waived: true,
      auditResponse: false,
    },
  ],
  declaredCashTips: 1.01,
  nonCashTips: 2.02,
  nonCashTipsRoundingLoss: 0.03,
  cashGratuityServiceCharges: 4.04,
  nonCashGratuityServiceCharges: 5.05,
  tipsWithheld: 6.06,
  nonCashSales: 7.07,
  cashSales: 8.08,
};

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
  beforeEach(async () => {
    await workbench.load('jobs', [job]);
    await workbench.load('employees', [employee]);
    await workbench.load('shifts', [shift]);
    await workbench.load('time_entries', [timeEntry]);
    await workbench.transform({ select });
  });

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

describe('the time_entry model', () => {
  it.each<[string, Entity, string | null]>([
    ['an object', { shiftReference: { guid: 'shift-7', entityType: 'ScheduledShift' } }, 'shift-7'],
    ['its GUID alone', { shiftReference: 'shift-8' }, 'shift-8'],
    ['null', { shiftReference: null }, null],
    ['missing', {}, null],
    ['a list', { shiftReference: ['shift-9'] }, null],
  ])('reads a shift reference that is %s', async (_, reference, id) => {
    await workbench.load('time_entries', [{ guid: 'entry-1', ...reference }]);
    await workbench.transform({ select });
    const rows = await workbench.query(
      'select shift_reference_id, shift_reference_external_id from toast.time_entry',
    );
    expect(rows).toEqual([{ shift_reference_id: id, shift_reference_external_id: null }]);
  });

  it('has null where a value is missing, does not apply or has the wrong type', async () => {
    await workbench.load('time_entries', [
      {
        guid: 'mistyped',
        businessDate: '2024-05-03',
        hourlyWage: null,
        regularHours: 'many',
        outDate: null,
        inDate: '',
        jobReference: 'job-1',
        deleted: 'perhaps',
        deletedDate: epoch,
        breaks: { none: true },
        cashSales: '12.34567',
      },
    ]);
    await workbench.transform({ select });
    const [row = {}] = await workbench.rows('time_entry');
    const known = Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null));
    expect(known).toEqual({
      restaurant_id: restaurantId,
      id: 'mistyped',
      breaks: '{"none":true}',
      cash_sales: '12.3457',
      _deleted: false,
      _synced_at: loadedAt(1),
    });
    expect(await workbench.rows('break')).toEqual([]);
  });
});

describe('breaks without a GUID', () => {
  const lunch = { breakType: { guid: 'lunch', entityType: 'BreakType' } };
  const noon = '2024-05-03T12:00:00.000+0000';
  const ids = async (breaks: Entity['breaks']) => {
    await workbench.load('time_entries', [
      { guid: 'entry-1', breaks: breaks ?? null },
      { guid: 'entry-2', breaks: breaks ?? null },
    ]);
    await workbench.transform({ select });
    return workbench.query<{ id: string; position: number }>(
      'select time_entry_id, id, position from toast.break order by time_entry_id, position',
    );
  };

  it('have unique ids, even if they are equal', async () => {
    const rows = await ids([{ ...lunch, inDate: noon }, null, { ...lunch, inDate: noon }, {}]);
    expect(rows.map(({ position }) => position)).toEqual([0, 2, 3, 0, 2, 3]);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(6);
    const micros = Date.parse(noon.replace('+0000', 'Z')) * 1000;
    expect(rows[1]?.id).toBe(derived(['entry-1', 'lunch', micros, 2]));
  });

  it('keep their ids when they end and when others are inserted before them', async () => {
    const [before] = await ids([{ ...lunch, inDate: noon, outDate: null }]);
    const [, after] = await ids([
      { ...lunch, inDate: '2024-05-03T09:00:00.000+0000' },
      { ...lunch, inDate: '2024-05-03T12:00:00.000Z', outDate: '2024-05-03T12:30:00.000+0000' },
    ]);
    expect(after?.id).toBe(before?.id);
  });
});

describe('the jobs and wages of an employee', () => {
  it('have one row per job, without duplicates and nulls, and one for a wage without a job', async () => {
    const [first, second] = employee.jobReferences as Entity[];
    await workbench.load('employees', [
      {
        guid: 'employee-1',
        jobReferences: [first!, null, second!, first!, 'job-3'],
        wageOverrides: [
          { wage: 1, jobReference: first! },
          { wage: 2, jobReference: first! },
          { wage: 3, jobReference: null },
        ],
      },
      { guid: 'employee-2', jobReferences: [], wageOverrides: null },
    ]);
    await workbench.transform({ select });
    expect(
      await workbench.query('select id, position from toast.employee_job_reference order by 2'),
    ).toEqual([
      { id: 'job-1', position: 0 },
      { id: 'job-2', position: 2 },
    ]);
    expect(
      await workbench.query('select id, wage from toast.employee_wage_override order by 2'),
    ).toEqual([
      { id: 'job-1', wage: '1.0000' },
      { id: derived(['employee-1', 'wage override', 2]), wage: '3.0000' },
    ]);
  });

  it('are kept apart by restaurant, because the locations of a group share GUIDs', async () => {
    const other = '5eed0000-0000-4000-8000-000000000002';
    await workbench.load('employees', [employee]);
    await workbench.load('employees', [{ ...employee, wageOverrides: [] }], other);
    await workbench.transform({ select });
    const rows = await workbench.query(
      `select employee.restaurant_id, count(override.id) as overrides
      from toast.employee left join toast.employee_wage_override as override
        on override.restaurant_id = employee.restaurant_id and override.employee_id = employee.id
      group by all order by all`,
    );
    expect(rows).toEqual([
      { restaurant_id: restaurantId, overrides: 1 },
      { restaurant_id: other, overrides: 0 },
    ]);
  });
});

describe('deletions in labor data', () => {
  it('mark rows that Toast marks as deleted or no longer lists, and their child rows', async () => {
    const gone = { deleted: true, deletedDate: '2024-01-01T00:00:00.000+0000' };
    await workbench.load('jobs', [job, { ...job, ...gone, guid: 'job-2' }]);
    await workbench.load('employees', [employee, { ...employee, guid: 'employee-2' }]);
    await workbench.load('shifts', [shift]);
    await workbench.load('time_entries', [timeEntry, { ...timeEntry, ...gone, guid: 'entry-2' }]);
    for (const [table, id] of [
      ['employees', 'employee-2'],
      ['shifts', 'shift-1'],
    ]) {
      await workbench.query(`update raw_toast.${table} set removed_at = now() where id = '${id}'`);
    }
    await workbench.transform({ select });
    const marks = async (table: string, id: string) =>
      (
        await workbench.query<{ mark: string }>(
          `select distinct ${id} || ': ' || _deleted as mark from toast.${table} order by all`,
        )
      ).map(({ mark }) => mark);

    expect(await marks('job', 'id')).toEqual(['job-1: false', 'job-2: true']);
    expect(await workbench.query('select deleted_date from toast.job where _deleted')).toEqual([
      { deleted_date: '2024-01-01T00:00:00.000Z' },
    ]);
    const employees = ['employee-1: false', 'employee-2: true'];
    expect(await marks('employee', 'id')).toEqual(employees);
    expect(await marks('employee_job_reference', 'employee_id')).toEqual(employees);
    expect(await marks('employee_wage_override', 'employee_id')).toEqual(employees);
    expect(await marks('shift', 'id')).toEqual(['shift-1: true']);
    const entries = ['entry-1: false', 'entry-2: true'];
    expect(await marks('time_entry', 'id')).toEqual(entries);
    expect(await marks('break', 'time_entry_id')).toEqual(entries);
  });
});
