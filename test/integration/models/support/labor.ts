import type { Entity } from './workbench.js';

/** Toast sends this date for entities that are not deleted. */
export const epoch = '1970-01-01T00:00:00.000+0000';

const dates = {
  createdDate: '2023-01-02T03:04:05.678+0000',
  modifiedDate: '2023-02-03T04:05:06.789+0000',
  deletedDate: epoch,
  deleted: false,
};

/** A job with a value for every field. */
export const job: Entity = {
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

/** An employee with a value for every field. */
export const employee: Entity = {
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

/** A shift with a value for every field. */
export const shift: Entity = {
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

/** A time entry with a value for every field. */
export const timeEntry: Entity = {
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
