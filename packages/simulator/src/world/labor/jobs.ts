import type { Json } from '../contract/json.js';
import type { Reference } from '../restaurant/catalogue.js';
import type { Restaurant } from '../restaurant/restaurant.js';
import { guidOf } from '../values/guid.js';
import { EPOCH, latest, NEVER, timestamp } from '../values/instants.js';
import { dollars } from '../values/money.js';

export type JobKey =
  'server' | 'bartender' | 'cook' | 'host' | 'driver' | 'manager' | 'busser' | 'trainee';

export interface Job {
  readonly reference: Reference;
  readonly title: string;
  readonly code: string | null;
  readonly wageFrequency: 'HOURLY' | 'SALARY';
  /** In cents: an hour's, or a year's of a salary. */
  readonly wage: number;
  readonly tipped: boolean;
  readonly excludeFromReporting: boolean;
  readonly created: number;
  readonly deleted: number;
}

/* Days since the world's first day on which a job is given up. */
const NO_LONGER: Partial<Record<JobKey, number>> = { busser: 6, trainee: -15 };

/* Two neighbouring locations have these jobs in common: one GUID, a wage at each. */
const SHARED: readonly JobKey[] = ['cook', 'manager'];

// prettier-ignore
const JOBS: Readonly<Record<JobKey, readonly [string, string | null, 'HOURLY' | 'SALARY', number, boolean]>> = {
  server: ['Server', 'SRV', 'HOURLY', 835, true],
  bartender: ['Bartender', 'BAR', 'HOURLY', 1050, true],
  cook: ['Line Cook / Commis', 'BOH-1', 'HOURLY', 1900, false],
  host: ['Hôte – Host', null, 'HOURLY', 1575, false],
  driver: ['Driver', '', 'HOURLY', 1225, true],
  manager: ['General Manager', 'GM', 'SALARY', 6_150_000, false],
  busser: ['Busser', 'BUS', 'HOURLY', 1310, true],
  trainee: ['Trainee "Stage"', null, 'HOURLY', 1400, false],
};

/** The GUID of what a location has alone, or in common with its neighbour. */
export function staffGuid(
  { seed, index }: Restaurant,
  kind: string,
  key: string,
  shared: boolean,
): string {
  const owner = shared ? `pair ${index >> 1}` : String(index);
  return guidOf(seed, `${kind}/${owner}/${key}`);
}

/** The jobs of a restaurant, deleted ones too; wages differ from place to place. */
export function jobsOf(restaurant: Restaurant): Readonly<Record<JobKey, Job>> {
  const { place, calendar, demand } = restaurant;
  const job = (key: JobKey): Job => {
    const [title, code, wageFrequency, wage, tipped] = JOBS[key];
    const until = NO_LONGER[key];
    return {
      reference: {
        guid: staffGuid(restaurant, 'RestaurantJob', key, SHARED.includes(key)),
        entityType: 'RestaurantJob',
        externalId: key === 'driver' ? `CAFEDEMO:${place.code}-${key}` : null,
      },
      title,
      code,
      wageFrequency,
      wage: wage + place.priceLevel * 25,
      tipped,
      excludeFromReporting: key === 'manager',
      created: calendar.noon(demand.firstDay - 90),
      deleted: until === undefined ? NEVER : calendar.noon(demand.firstDay + until),
    };
  };
  return Object.fromEntries(
    (Object.keys(JOBS) as JobKey[]).map((key) => [key, job(key)]),
  ) as Record<JobKey, Job>;
}

/** Definition `Job`. */
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
