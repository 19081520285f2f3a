import type { Json } from '../contract/json.js';
import type { Reference } from '../restaurant/catalogue.js';
import type { Place } from '../restaurant/places.js';
import type { Restaurant } from '../restaurant/restaurant.js';
import { EPOCH, latest, NEVER, timestamp } from '../values/instants.js';
import { dollars } from '../values/money.js';
import { type Job, type JobKey, jobsOf, staffGuid } from './jobs.js';
import { readData } from '../values/read-data.js';

/** The part of a day that an employee works in; servers work every day. */
export type Half = 'early' | 'late' | 'through';

/** A member of staff in `data/staff.json`. Days are counted from the world's first. */
interface StaffRow {
  readonly name: string;
  readonly chosenName?: string;
  readonly half: Half;
  readonly jobs: readonly JobKey[];
  /** Wages that differ from a job's: cents above it from a day on; null ends one. */
  readonly raises?: readonly {
    readonly job: JobKey;
    readonly day: number;
    readonly above: number | null;
  }[];
  readonly from?: number;
  readonly until?: number;
  /** Works at two neighbouring locations, on alternate days. */
  readonly shared?: boolean;
}

const STAFF = readData<{
  /** Differences of the catalogue's servers from the usual one, by their index. */
  readonly servers: Readonly<Record<number, Partial<StaffRow>>>;
  /** Staff that no order refers to. */
  readonly crew: readonly StaffRow[];
}>('staff');

/** An employee's own wage from an instant on, in cents; null returns to the job's wage. */
export interface Raise {
  readonly at: number;
  readonly wage: number | null;
}

export interface Assignment {
  readonly job: Job;
  /** Ascending. */
  readonly raises: readonly Raise[];
}

/** An employee with their whole history. */
export interface Member {
  /** Index within the staff. */
  readonly number: number;
  readonly reference: Reference;
  readonly v2Guid: string;
  readonly firstName: string;
  readonly chosenName: string | null;
  readonly lastName: string;
  readonly half: Half;
  readonly assignments: readonly Assignment[];
  readonly serves: boolean;
  readonly shared: boolean;
  readonly hired: number;
  readonly left: number;
}

export interface Staff {
  readonly jobs: readonly Job[];
  readonly members: readonly Member[];
}

/** Returns an employee's own wage in a job, in cents; null when the job's wage applies. */
export function overrideAt({ raises }: Assignment, instant: number): number | null {
  return raises.findLast(({ at }) => at <= instant)?.wage ?? null;
}

/**
 * Creates the jobs and staff of a restaurant. The servers of its orders come first, under their
 * GUIDs.
 */
export function staffOf(restaurant: Restaurant): Staff {
  const { catalogue, calendar, demand } = restaurant;
  const jobs = jobsOf(restaurant);
  const onDay = (day: number): number => calendar.start(demand.firstDay + day);

  const member = (row: StaffRow, number: number, reference: Reference, serves: boolean): Member => {
    const [firstName = '', ...rest] = row.name.split(' ');
    return {
      number,
      reference,
      v2Guid: staffGuid(restaurant, 'Employee', row.name, row.shared ?? false),
      firstName,
      chosenName: row.chosenName ?? null,
      lastName: rest.join(' '),
      half: row.half,
      assignments: row.jobs.map((key) => ({
        job: jobs[key],
        raises: (row.raises ?? [])
          .filter(({ job }) => job === key)
          .map(({ day, above }) => ({
            at: onDay(day),
            wage: above === null ? null : jobs[key].wage + above,
          })),
      })),
      serves,
      shared: row.shared ?? false,
      hired: onDay(row.from ?? -60),
      left: row.until === undefined ? NEVER : onDay(row.until),
    };
  };
  const servers = catalogue.servers.map(({ name, reference }, number) => {
    const half = number % 2 === 0 ? ('early' as const) : ('late' as const);
    const row = { name, half, jobs: ['server' as const], ...STAFF.servers[number] };
    return member(row, number, reference, true);
  });
  const crew = STAFF.crew.map((row, k) => {
    const reference = {
      guid: staffGuid(restaurant, 'RestaurantUser', row.name, row.shared ?? false),
      entityType: 'RestaurantUser',
      externalId: k % 4 === 0 ? `CAFEDEMO:${restaurant.place.code}-${k}` : null,
    };
    return member(row, servers.length + k, reference, false);
  });
  return { jobs: Object.values(jobs), members: [...servers, ...crew] };
}

/** Builds definition `Employee`; jobs that are deleted at `now` are in neither of its lists. */
export function employeeJson(member: Member, place: Place, now: number): Json {
  const { number, reference, hired, left } = member;
  const assignments = member.assignments.filter(({ job }) => job.deleted > now);
  const changes = member.assignments.flatMap(({ job, raises }) => [
    job.deleted,
    ...raises.map(({ at }) => at),
  ]);
  const active = changes.filter((at) => at > hired && at < left);
  return {
    ...reference,
    createdDate: timestamp(hired),
    modifiedDate: timestamp(latest(now, [hired, left, ...active])),
    deletedDate: left <= now ? timestamp(left) : EPOCH,
    deleted: left <= now,
    firstName: member.firstName,
    chosenName: member.chosenName,
    lastName: member.lastName,
    email: `staff-${number + 1}.${place.code.toLowerCase()}@example.com`,
    phoneNumber: number % 5 === 4 ? null : `21255501${String(number).padStart(2, '0')}`,
    phoneNumberCountryCode: number % 5 === 4 ? null : place.phoneCountryCode,
    externalEmployeeId: number % 3 === 0 ? `E-${String(number).padStart(4, '0')}` : null,
    jobReferences: assignments.map(({ job }) => job.reference),
    wageOverrides: assignments.flatMap((assignment) => {
      const wage = overrideAt(assignment, now);
      return wage === null ? [] : [{ wage: dollars(wage), jobReference: assignment.job.reference }];
    }),
    v2EmployeeGuid: member.v2Guid,
  };
}
