import { AccessDeniedError, ApiError, ConfigurationError } from '../../errors.js';
import type { ToastClient } from '../../toast/client.js';
import type { RejectedEntity } from '../entities/isolate-entities.js';
import { listRestaurants, type PartnerRecord } from './list-restaurants.js';
import { validRecords } from './valid-records.js';

export interface Discovery {
  /** GUIDs, each once. */
  readonly restaurantIds: readonly string[];
  /** Names of restaurants by GUID, as far as they are known. */
  readonly names: ReadonlyMap<string, string>;
  /** The records of the partners API as a JSON list, if the restaurants came from there. */
  readonly partnerList?: Buffer;
  /** GUIDs in that list, also of locations that no longer use Toast. */
  readonly listed?: readonly string[];
  /** Records of the list that name no restaurant; left out if no list was read. */
  readonly rejected?: readonly RejectedEntity[];
}

export interface DiscoverOptions {
  readonly client: ToastClient;
  readonly signal: AbortSignal;
  /** GUIDs from the configuration. */
  readonly restaurants?: readonly string[] | undefined;
  readonly managementGroup?: string | undefined;
}

/**
 * Finds the restaurants to read: those that the configuration lists, those of its management group,
 * or all that the credentials can access.
 * @throws ConfigurationError when the configuration has to list them and does not.
 */
export async function discover(options: DiscoverOptions): Promise<Discovery> {
  if (options.managementGroup !== undefined) return ofGroup(options, options.managementGroup);
  if (options.restaurants !== undefined) return configured(options, options.restaurants);
  return accessible(options);
}

function fullName({ restaurantName, locationName }: PartnerRecord): string {
  return [restaurantName, locationName].filter(Boolean).join(', ');
}

/* A location that no longer uses Toast is listed with `deleted`. Its record is loaded, but Toast refuses
   to read it and asks clients not to try (spec:partners; message `Restaurant(guid) has been deleted`). */
async function accessible({ client, signal }: DiscoverOptions): Promise<Discovery> {
  try {
    const { body, endpoint } = await listRestaurants(client, signal);
    const { records, page, rejected } = validRecords<PartnerRecord>(
      body,
      'restaurantGuid',
      endpoint,
    );
    return {
      restaurantIds: distinct(
        records
          .filter(({ deleted }) => deleted !== true)
          .map(({ restaurantGuid }) => restaurantGuid),
      ),
      names: new Map(records.map((record) => [record.restaurantGuid, fullName(record)])),
      partnerList: page,
      listed: distinct(records.map(({ restaurantGuid }) => restaurantGuid)),
      rejected,
    };
  } catch (cause) {
    if (!(cause instanceof AccessDeniedError)) throw cause;
    throw new ConfigurationError(
      `These credentials cannot list their restaurants. ${cause.message}`,
      { suggestion: 'List the restaurants in `restaurants` of configuration.json.', cause },
    );
  }
}

/* The restaurants are known without a request, but windows end at Toast's clock, which any answer
   contains, even a refusal. */
async function configured(
  { client, signal }: DiscoverOptions,
  restaurantIds: readonly string[],
): Promise<Discovery> {
  const [restaurantId] = restaurantIds;
  await client
    .get({ path: `/restaurants/v1/restaurants/${restaurantId}`, restaurantId, signal })
    .catch((error: unknown) => {
      if (!(error instanceof ApiError)) throw error;
    });
  return { restaurantIds: distinct(restaurantIds), names: new Map() };
}

function distinct(restaurantIds: readonly string[]): string[] {
  return [...new Set(restaurantIds)];
}

/* The endpoint needs the GUID of one member (definition `groupsManagementGroupGuidRestaurantsGet`). */
async function ofGroup(
  { client, signal, restaurants }: DiscoverOptions,
  group: string,
): Promise<Discovery> {
  const [member] = restaurants ?? [];
  if (member === undefined) {
    throw new ConfigurationError('`managementGroup` needs to know one restaurant of the group.', {
      suggestion: 'List one in `restaurants` of configuration.json.',
    });
  }
  const path = `/restaurants/v1/groups/${group}/restaurants`;
  const { body } = await client.getList({ path, restaurantId: member, signal });
  const { records, rejected } = validRecords<{ guid: string }>(body, 'guid', path);
  return { restaurantIds: distinct(records.map(({ guid }) => guid)), names: new Map(), rejected };
}
