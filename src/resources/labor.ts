import type { DatedResource, ModifiedResource, SnapshotResource } from './resource.js';
import { day, toastTimestamp } from './timestamp.js';

/** Jobs (labor API). Deleted ones are no longer listed. */
export const jobs: SnapshotResource = {
  name: 'jobs',
  api: 'labor',
  title: 'Jobs',
  tables: ['job'],
  scope: 'labor:read',
  window: 'snapshot',
  listing: 'whole',
  path: () => '/labor/v1/jobs',
  idPath: '$.guid',
};

/** Employees with their jobs and wages, deleted ones too (labor API). */
export const employees: SnapshotResource = {
  name: 'employees',
  api: 'labor',
  title: 'Employees with their jobs and wage overrides',
  tables: ['employee', 'employee_job_reference', 'employee_wage_override'],
  scope: 'labor.employees:read',
  window: 'snapshot',
  listing: 'whole',
  path: () => '/labor/v1/employees',
  idPath: '$.guid',
};

/**
 * Scheduled shifts (labor API, `/shifts`): no filter by modification, at most 30 days at once, and
 * only shifts that lie inside the window. A day either side catches those that cross its edges.
 */
export const shifts: DatedResource = {
  name: 'shifts',
  api: 'labor',
  title: 'Scheduled shifts, past and future',
  tables: ['shift'],
  scope: 'labor:read',
  window: 'dated',
  path: () => '/labor/v1/shifts',
  query: ({ start, end }) => ({ startDate: toastTimestamp(start), endDate: toastTimestamp(end) }),
  span: { startPath: '$.inDate', endPath: '$.outDate' },
  marginMs: day,
  again: { backMs: 30 * day, aheadMs: 30 * day },
  idPath: '$.guid',
};

/**
 * Clock-ins and clock-outs with breaks (labor API, `/timeEntries`), by modification: only that
 * range returns deleted entries always.
 */
export const timeEntries: ModifiedResource = {
  name: 'time_entries',
  api: 'labor',
  title: 'Time entries with breaks, deleted ones too',
  tables: ['time_entry', 'break'],
  scope: 'labor:read',
  window: 'modified',
  path: () => '/labor/v1/timeEntries',
  query: ({ start, end }) => ({
    modifiedStartDate: toastTimestamp(start),
    modifiedEndDate: toastTimestamp(end),
    includeMissedBreaks: 'true',
    includeArchived: 'true',
  }),
  paging: { by: 'whole' },
  idPath: '$.guid',
  modifiedPath: '$.modifiedDate',
};
