import type { Json } from '../contract/json.js';
import type { Reference } from '../restaurant/catalogue.js';
import type { Restaurant } from '../restaurant/restaurant.js';
import { guidOf } from '../values/guid.js';
import { EPOCH, latest, NEVER, timestamp } from '../values/instants.js';
import { dollars } from '../values/money.js';
import { readData } from '../values/read-data.js';

export type JobKey =
  | 'server'
  | 'bartender'
  | 'cook'
  | 'host'
  | 'driver'
  | 'manager'
  | 'busser'
  | 'trainee';

export interface Job {
  readonly reference: Reference;
  readonly title: string;
  readonly code: string | null;
  readonly wageFrequency: 'HOURLY' | 'SALARY';
  /** Cents per hour, or per year for a salary. */
  readonly wage: number;
  readonly tipped: boolean;
  readonly excludeFromReporting: boolean;
  readonly created: number;
  readonly deleted: number;
}

/** A job in `data/staff.json`; wages are in cents. */
interface JobRow {
  readonly title: string;
  readonly code: string | null;
  readonly wageFrequency: 'HOURLY' | 'SALARY';
  readonly wage: number;
  readonly tipped: boolean;
  /** The day on which the job is deleted, counted from the world's first. */
  readonly until?: number;
  /** Two neighboring locations share the job: one GUID, a wage at each. */
  readonly shared?: boolean;
}

const { jobs: JOBS } = readData<{ readonly jobs: Readonly<Record<JobKey, JobRow>> }>('staff');

/** Returns the GUID of something that a location has alone or shares with its neighbor. */
export function staffGuid(
  { seed, index }: Restaurant,
  kind: string,
  key: string,
  shared: boolean,
): string {
  const owner = shared ? `pair ${index >> 1}` : String(index);
  return guidOf(seed, `${kind}/${owner}/${key}`);
}

/** Creates the jobs of a restaurant, with deleted ones; wages differ between locations. */
export function jobsOf(restaurant: Restaurant): Readonly<Record<JobKey, Job>> {
  const { place, calendar, demand } = restaurant;
  const job = (key: JobKey): Job => {
    const { title, code, wageFrequency, wage, tipped, until, shared = false } = JOBS[key];
    return {
      reference: {
        guid: staffGuid(restaurant, 'RestaurantJob', key, shared),
        entityType: 'RestaurantJob',
        externalId: key === 'driver' ? `CAFEDEMO:${place.code}-${key}` : null,
      },
      title,
      code,
      wageFrequency,
      wage: wage + place.priceLevel * 25,
      tipped,
      /* Salaried work is in the reports of every other location. */
      excludeFromReporting: key === 'manager' && restaurant.index % 2 === 0,
      created: calendar.noon(demand.firstDay - 90),
      deleted: until === undefined ? NEVER : calendar.noon(demand.firstDay + until),
    };
  };
  return Object.fromEntries(
    (Object.keys(JOBS) as JobKey[]).map((key) => [key, job(key)]),
  ) as Record<JobKey, Job>;
}

/** Builds definition `Job`. */
export function jobJson(job: Job, now: number): Json {
  const { reference, created, deleted } = job;
  return {
    ...reference,
    createdDate: timestamp(created),
    modifiedDate: timestamp(latest(now, [created, deleted])),
    deletedDate: deleted <= now ? timestamp(deleted) : EPOCH,
    deleted: deleted <= now,
    title: job.title,
    wageFrequency: job.wageFrequency,
    defaultWage: dollars(job.wage),
    tipped: job.tipped,
    code: job.code,
    excludeFromReporting: job.excludeFromReporting,
  };
}
