import type { Entity } from './workbench.js';

/** Writes an instant as Toast does. */
export const utc = (text: string): string => `${text}:00.000+0000`;

/**
 * Creates a time entry of an employee and job of their own, named as it is, at $10 an hour. Instants are as in
 * `2024-05-03T09:00`, UTC.
 */
export function entryOf(
  guid: string,
  businessDate: string,
  [start, end]: readonly [string, string | null],
  fields: Entity = {},
): Entity {
  return {
    guid,
    businessDate,
    inDate: utc(start),
    outDate: end === null ? null : utc(end),
    employeeReference: { guid: `employee-${guid}`, entityType: 'RestaurantUser' },
    jobReference: { guid: `job-${guid}`, entityType: 'RestaurantJob' },
    hourlyWage: 10,
    regularHours: 0,
    overtimeHours: 0,
    modifiedDate: utc('2024-06-01T00:00'),
    ...fields,
  };
}

/** Creates a shift of the employee and in the job that `entryOf` gives the entry of that name. */
export function shiftOf(
  guid: string,
  of: string,
  [start, end]: readonly [string, string],
  fields: Entity = {},
): Entity {
  return {
    guid,
    inDate: utc(start),
    outDate: utc(end),
    employeeReference: { guid: `employee-${of}`, entityType: 'RestaurantUser' },
    jobReference: { guid: `job-${of}`, entityType: 'RestaurantJob' },
    ...fields,
  };
}

/** Creates the details of a restaurant, in New York unless told otherwise. */
export function detailsOf(guid: string, general: Entity = {}): Entity {
  const usual = { timeZone: 'America/New_York', closeoutHour: 4, currencyCode: 'USD' };
  return { guid, general: { name: 'Café', ...usual, ...general } };
}
