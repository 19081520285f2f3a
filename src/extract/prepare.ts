import { IANAZone } from 'luxon';
import { ClockError } from '../errors.js';
import type { RestaurantResource } from '../resources/resource.js';
import { restaurantDetails } from '../resources/restaurants.js';
import type { Connection } from '../warehouse/engine/connection.js';
import { loadDaySettings, loadRestaurantNames } from '../warehouse/raw/lookups.js';
import { loadWindows } from '../warehouse/state/ledger.js';
import { byStream } from '../warehouse/state/stream.js';
import { chooseRestaurants } from './discover/choose-restaurants.js';
import { discover, type Discovery } from './discover/discover.js';
import { filterByScope, type MissingScope } from './discover/filter-by-scope.js';
import type { ExtractOptions } from './options.js';
import type { DaySettings } from './plan/business-day.js';
import { plan, type Unit } from './plan/plan.js';

export interface Prepared {
  readonly discovery: Discovery;
  /** GUIDs of the restaurants to read. */
  readonly restaurantIds: readonly string[];
  /** The details of restaurants, which are read first because they define business days. */
  readonly details: readonly RestaurantResource[];
  readonly others: readonly RestaurantResource[];
  readonly missingScopes: readonly MissingScope[];
}

/** Finds the restaurants, and the resources that can be read. Writes nothing. */
export async function prepare(options: ExtractOptions): Promise<Prepared> {
  const found = await discover(options);
  const { client, runtime, onEvent } = options;
  const known = await options.warehouse.with(loadRestaurantNames);
  const discovery = { ...found, names: new Map([...known, ...found.names]) };
  const restaurantIds = chooseRestaurants(discovery, options.only);
  const scopes = await client.scopes();
  const { resources, missingScopes } = filterByScope(options.resources, scopes);
  const { names } = discovery;
  onEvent({ type: 'discovered', restaurantIds, names, missingScopes });
  if (client.clockIsOff) {
    onEvent({ type: 'clock-off', serverNow: client.serverNow(), now: runtime.now() });
  }
  const needDetails = resources.some(({ syncMode }) => syncMode === 'business-date');
  return {
    discovery,
    restaurantIds,
    details: needDetails || resources.includes(restaurantDetails) ? [restaurantDetails] : [],
    others: resources.filter((resource) => resource !== restaurantDetails),
    missingScopes,
  };
}

/* Until a restaurant's details are known, or if Toast's name of its time zone is none: the time zone
   whose day begins first. */
const defaultDaySettings: DaySettings = { timeZone: 'UTC+14', closeoutHour: 0 };

/* Nothing would be planned, and nothing would be missing. */
function requirePlausibleClock(now: number, start: number): void {
  if (now > start) return;
  const [says, from] = [now, start].map((time) => new Date(time).toISOString());
  throw new ClockError(`Toast's clock says ${says}, before ${from}, from which to read.`, {
    suggestion: 'Check `domain`, the proxy, and `initialSyncStart` or --from.',
  });
}

/** Plans what has to be read of these resources. Writes nothing. */
export async function planUnits(
  options: ExtractOptions,
  connection: Connection,
  restaurantIds: readonly string[],
  resources: readonly RestaurantResource[],
): Promise<Unit[]> {
  const done = await loadWindows(connection, restaurantIds, 'done');
  const daySettings = await loadDaySettings(connection);
  const { start, range, fullRefresh, windowMs, overlapMs, backfillPauseMs, client } = options;
  const now = client.serverNow();
  requirePlausibleClock(now, range?.start ?? start);
  return plan({
    restaurantIds,
    resources,
    done: byStream(done),
    start,
    now,
    range,
    fullRefresh,
    windowMs,
    overlapMs,
    backfillPauseMs,
    daySettings: (restaurantId) => {
      const known = daySettings.get(restaurantId);
      return known && IANAZone.isValidZone(known.timeZone) ? known : defaultDaySettings;
    },
  });
}
