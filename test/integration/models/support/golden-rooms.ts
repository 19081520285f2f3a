import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { catalogue } from '../../../../src/resources/catalogue.js';
import type { ExpectedRow } from './golden-cases.js';
import { root, type Entity, type Json, type Workbench } from './workbench.js';

/** What Toast's API lists for a restaurant. */
export interface Listed {
  /** What differs in `general` from a restaurant in New York that closes its day at 4 a.m. */
  readonly general?: Entity;
  /** Entities by the name of their resource. */
  readonly resources: Readonly<Record<string, readonly Entity[]>>;
  /** Cash entries and deposits, which are listed by business date (yyyymmdd). */
  readonly cash?: Readonly<Record<string, Readonly<Record<string, readonly Entity[]>>>>;
  /** Up to when all resources have been read; without it, nothing tells that a day is complete. */
  readonly readThrough?: string;
}

/** Restaurants and the rows that they make, worked out by hand from Toast's rules. */
export interface RoomCase {
  readonly name: string;
  /** The folder of marts that it is about. */
  readonly room: string;
  readonly title: string;
  /** How each expected number is computed, with the rule that it rests on. */
  readonly explanation: readonly string[];
  /** By their ids, which begin with the name of the case. */
  readonly restaurants: Readonly<Record<string, Listed>>;
  /** What was listed before, which is loaded and modelled first. */
  readonly previously: Readonly<Record<string, Listed>>;
  /** Identities that its orders break, as the case needs. */
  readonly inconsistencies: readonly string[];
  /** All rows of the restaurants in a mart, by the name of the mart. */
  readonly expected: Readonly<Record<string, readonly ExpectedRow[]>>;
}

/* A case as it is written down. */
type CaseFile = Pick<RoomCase, 'title' | 'explanation' | 'restaurants' | 'expected'> &
  Partial<RoomCase>;

const rooms = ['labor', 'cash', 'people', 'operations'];

/** Reads the golden cases of labor, cash, people and operations, by name. */
export async function readRoomCases(): Promise<RoomCase[]> {
  const cases = await Promise.all(rooms.map(readRoom));
  return cases.flat();
}

async function readRoom(room: string): Promise<RoomCase[]> {
  const folder = join(root, 'test/fixtures', `golden-${room}`);
  const files = (await readdir(folder)).filter((file) => file.endsWith('.json'));
  return Promise.all(
    files.toSorted().map(async (file) => {
      const found = JSON.parse(await readFile(join(folder, file), 'utf8')) as CaseFile;
      return { previously: {}, inconsistencies: [], ...found, name: basename(file, '.json'), room };
    }),
  );
}

/** Loads the details of the restaurants of all cases. */
export async function loadDetails(workbench: Workbench, cases: readonly RoomCase[]) {
  const details = restaurantsOf(cases).map(([id, { general: differing }]): [string, Entity[]] => [
    id,
    [{ guid: id, general: { ...general, name: id, ...differing } }],
  ]);
  await workbench.loadAll('restaurant_details', new Map(details));
}

/** Loads what restaurants list: orders last, because the latest order tells what day it is. */
export async function loadListed(
  workbench: Workbench,
  restaurants: readonly (readonly [string, Listed])[],
) {
  const names = new Set(restaurants.flatMap(([, { resources }]) => Object.keys(resources)));
  const days = new Set(restaurants.flatMap(([, { cash }]) => Object.keys(cash ?? {})));
  const load = (resource: string, of: (listed: Listed) => Entities, businessDate?: string) => {
    const pages = restaurants.map(([id, listed]) => [id, of(listed) ?? []] as const);
    const filled = new Map(pages.filter(([, entities]) => entities.length > 0));
    if (filled.size === 0) return;
    return workbench.loadAll(resource, filled, businessDate === undefined ? {} : { businessDate });
  };
  for (const businessDate of days) {
    for (const resource of ['cash_entries', 'cash_deposits']) {
      await load(resource, ({ cash }) => cash?.[businessDate]?.[resource], businessDate);
    }
  }
  for (const resource of [...names].toSorted((a, b) => rank(a) - rank(b))) {
    await load(resource, ({ resources }) => resources[resource]);
  }
}

/** Records in the ledger that all resources of the restaurants that say so have been read. */
export async function recordWindows(workbench: Workbench, cases: readonly RoomCase[]) {
  const windows = restaurantsOf(cases).flatMap(([id, { readThrough }]) => {
    if (readThrough === undefined) return [];
    return catalogue.map(({ name }) => `('${id}', '${name}', '2020-01-01', '${readThrough}')`);
  });
  await workbench.query(
    `insert into toast_meta.state (
      restaurant_id, resource, window_start, window_end, status, rows_read, rows_new, rows_updated,
      requests, started_at, finished_at, run_id
    )
    select restaurant_id, resource, start::timestamptz, until::timestamptz, 'done', 0, 0, 0,
      1, until::timestamptz, until::timestamptz, 'test'
    from (values ${windows.join(', ')}) as windows (restaurant_id, resource, start, until)`,
  );
}

/** Lists the restaurants of all cases, with what they list now, or listed before. */
export function restaurantsOf(
  cases: readonly RoomCase[],
  when: 'restaurants' | 'previously' = 'restaurants',
): (readonly [string, Listed])[] {
  return cases.flatMap((golden) => Object.entries(golden[when]));
}

/** Lists all entities of a case of one resource, whenever they were listed. */
export function entitiesOf(golden: RoomCase, resource: string): Entity[] {
  const listed = [...Object.values(golden.previously), ...Object.values(golden.restaurants)];
  return listed.flatMap(({ resources, cash }) => [
    ...(resources[resource] ?? []),
    ...Object.values(cash ?? {}).flatMap((day) => day[resource] ?? []),
  ]);
}

type Entities = readonly Entity[] | undefined;

function rank(resource: string): number {
  return resource === 'orders' ? 1 : 0;
}

const general: Record<string, Json> = {
  locationName: 'Golden',
  timeZone: 'America/New_York',
  closeoutHour: 4,
  currencyCode: 'USD',
};
