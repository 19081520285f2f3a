import { ApiError, ConfigurationError, ForbiddenError, UnauthorizedError } from '../../errors.js';
import type { ToastClient } from '../../toast/client.js';
import { partnerList, type PartnerRecord } from './partner-list.js';

export interface Discovery {
  readonly restaurantIds: readonly string[];
  /** Names of restaurants by GUID, as far as a listing told them or an earlier run learnt them. */
  readonly names: ReadonlyMap<string, string>;
  /** The records of the partners API as a JSON list, when the restaurants came from there. */
  readonly partnerList?: Buffer;
}

export interface DiscoverOptions {
  readonly client: ToastClient;
  readonly signal: AbortSignal;
  /** GUIDs from the configuration. */
  readonly restaurants?: readonly string[] | undefined;
  readonly managementGroup?: string | undefined;
}

/**
 * Which restaurants to read: those that the configuration lists, those of its management group, or
 * all that the credentials can access.
 * @throws ConfigurationError when the list has to come from the configuration and does not.
 */
export async function discover(options: DiscoverOptions): Promise<Discovery> {
  if (options.managementGroup !== undefined) return groupMembers(options, options.managementGroup);
  if (options.restaurants !== undefined) return listed(options, options.restaurants);
  return accessible(options);
}

function fullName({ restaurantName, locationName }: PartnerRecord): string {
  return [restaurantName, locationName].filter(Boolean).join(', ');
}

/* A location that stopped using Toast is listed with `deleted`. Its record is kept, but Toast refuses
   to read it and asks not to be asked (spec:partners; message `Restaurant(guid) has been deleted`). */
async function accessible({ client, signal }: DiscoverOptions): Promise<Discovery> {
  try {
    const { records, body } = await partnerList(client, signal);
    return {
      restaurantIds: records
        .filter(({ deleted }) => deleted !== true)
        .map(({ restaurantGuid }) => restaurantGuid),
      names: new Map(records.map((record) => [record.restaurantGuid, fullName(record)])),
      partnerList: body,
    };
  } catch (cause) {
    if (!(cause instanceof ForbiddenError || cause instanceof UnauthorizedError)) throw cause;
    throw new ConfigurationError(
      `These credentials cannot list their restaurants. ${cause.message}`,
      { suggestion: 'Name the restaurants in `restaurants` of configuration.json.', cause },
    );
  }
}

/* Nothing has to be asked to know them, but windows end at Toast's clock, which an answer tells,
   even one that refuses. */
async function listed(
  { client, signal }: DiscoverOptions,
  restaurantIds: readonly string[],
): Promise<Discovery> {
  const [restaurantId] = restaurantIds;
  await client
    .get({ path: `/restaurants/v1/restaurants/${restaurantId}`, restaurantId, signal })
    .catch((error: unknown) => {
      if (!(error instanceof ApiError)) throw error;
    });
  return { restaurantIds, names: new Map() };
}

/* The listing needs the GUID of one member as context (definition `groupsManagementGroupGuidRestaurantsGet`). */
async function groupMembers(
  { client, signal, restaurants }: DiscoverOptions,
  group: string,
): Promise<Discovery> {
  const [member] = restaurants ?? [];
  if (member === undefined) {
    throw new ConfigurationError('`managementGroup` needs to know one restaurant of the group.', {
      suggestion: 'Name one in `restaurants` of configuration.json.',
    });
  }
  const { list } = await client.getList<{ guid: string }>({
    path: `/restaurants/v1/groups/${group}/restaurants`,
    restaurantId: member,
    signal,
  });
  return { restaurantIds: list.map(({ guid }) => guid), names: new Map() };
}
