import { type LocationCall, ok, type Reply } from '../http/call.js';
import type { Endpoint } from '../http/endpoint.js';
import type { Json } from '../world/contract/json.js';
import type { World } from '../world/contract/world.js';
import { rangeParam } from './parameters/dates.js';
import { among, oneOf, severalOf } from './parameters/labor-identifiers.js';
import { findEntry, selectTimeEntries, withBreaks } from './parameters/time-entries-query.js';

const isLive = ({ deleted }: Json): boolean => deleted === false;

/**
 * Creates the endpoints for jobs, employees, shifts and time entries (definition `labor.yaml`).
 * None is paged.
 */
export function laborEndpoints({ labor }: World): readonly Endpoint[] {
  const resource = (
    name: string,
    scope: string,
    list: (call: LocationCall) => readonly Json[],
    one: (call: LocationCall) => Json,
  ): Endpoint[] => {
    const get = (path: string, handle: (call: LocationCall) => Reply): Endpoint => ({
      method: 'GET',
      path: `/labor/v1/${path}`,
      access: 'location',
      scope,
      handle,
    });
    return [get(name, (call) => ok(list(call))), get(`${name}/{id}`, (call) => ok(one(call)))];
  };
  const jobs = ({ restaurant, now }: LocationCall) => labor.jobs(restaurant.guid, now);
  const staff = ({ restaurant, now }: LocationCall) => labor.employees(restaurant.guid, now);
  const findShift = (call: LocationCall) => (guid: string) =>
    labor.shift(call.restaurant.guid, guid, call.now);
  return [
    ...resource(
      'jobs',
      'labor:read',
      // Deleted jobs are returned only when requested by ID (operation `jobsGet`).
      (call) => severalOf(call, 'jobIds', among(jobs(call))) ?? jobs(call).filter(isLive),
      (call) => oneOf(call, among(jobs(call))),
    ),
    ...resource(
      'employees',
      'labor.employees:read',
      (call) => severalOf(call, 'employeeIds', among(staff(call))) ?? staff(call),
      (call) => oneOf(call, among(staff(call))),
    ),
    ...resource(
      'shifts',
      'labor:read',
      (call) =>
        severalOf(call, 'shiftIds', findShift(call)) ??
        labor.shifts(
          call.restaurant.guid,
          rangeParam(call, ['startDate', 'endDate'], 'withOffset'),
          call.now,
        ),
      (call) => oneOf(call, findShift(call)),
    ),
    ...resource(
      'timeEntries',
      'labor:read',
      (call) => selectTimeEntries(labor, call).map((entry) => withBreaks(call, entry)),
      (call) => withBreaks(call, oneOf(call, findEntry(labor, call))),
    ),
  ];
}
