import type { LookbackResource, IncrementalResource, FullResource } from './resource.js';
import { day, toastTimestamp } from './timestamp.js';

/** Defines jobs (labor API). Deleted ones are no longer listed. */
export const jobs: FullResource = {
  name: 'jobs',
  api: 'labor',
  title: 'Jobs',
  tables: ['job'],
  scope: 'labor:read',
  syncMode: 'full',
  response: 'list',
  path: () => '/labor/v1/jobs',
  idPath: '$.guid',
};

/** Defines employees with their jobs and wages, including deleted ones (labor API). */
export const employees: FullResource = {
  name: 'employees',
  api: 'labor',
  title: 'Employees with their jobs and wage overrides',
  tables: ['employee', 'employee_job_reference', 'employee_wage_override'],
  scope: 'labor.employees:read',
  syncMode: 'full',
  response: 'list',
  path: () => '/labor/v1/employees',
  idPath: '$.guid',
};

/**
 * Defines scheduled shifts (labor API, `/shifts`). The endpoint has no filter by modification, covers
 * at most 30 days, and returns only shifts inside the window; a day of padding on either side catches
 * those that cross its edges.
 */
export const shifts: LookbackResource = {
  name: 'shifts',
  api: 'labor',
  title: 'Scheduled shifts, past and future',
  tables: ['shift'],
  scope: 'labor:read',
  syncMode: 'lookback',
  path: () => '/labor/v1/shifts',
  query: ({ start, end }) => ({ startDate: toastTimestamp(start), endDate: toastTimestamp(end) }),
  range: { startPath: '$.inDate', endPath: '$.outDate' },
  paddingMs: day,
  lookback: { backMs: 30 * day, aheadMs: 30 * day },
  idPath: '$.guid',
};

/**
 * Defines clock-ins and clock-outs with breaks (labor API, `/timeEntries`), read by modification time:
 * only that filter always returns deleted entries.
 */
export const timeEntries: IncrementalResource = {
  name: 'time_entries',
  api: 'labor',
  title: 'Time entries with breaks, including deleted ones',
  tables: ['time_entry', 'break'],
  scope: 'labor:read',
  syncMode: 'incremental',
  path: () => '/labor/v1/timeEntries',
  query: ({ start, end }) => ({
    modifiedStartDate: toastTimestamp(start),
    modifiedEndDate: toastTimestamp(end),
    includeMissedBreaks: 'true',
    includeArchived: 'true',
  }),
  paging: { by: 'none' },
  idPath: '$.guid',
  modifiedPath: '$.modifiedDate',
  history: 'timeEntries',
};
