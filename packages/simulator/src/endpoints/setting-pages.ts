import { type LocationCall, ok, type Reply } from '../http/call.js';
import { Refusal } from '../http/error-message.js';
import type { Setting, SettingName, Settings } from '../world/contract/settings.js';
import { lastModifiedParam } from './parameters/dates.js';

/** Finds an entity of a list by its GUID; throws a 404 when there is none at `now`. */
export function findSetting(
  settings: Settings,
  restaurantGuid: string,
  name: SettingName,
  guid: string,
  now: number,
): Setting {
  const found = settings.list(restaurantGuid, name, now).find((each) => each.guid === guid);
  if (found !== undefined) return found;
  throw new Refusal(404, `Restaurant ${restaurantGuid} has no entity ${guid} among its ${name}`);
}

const NEXT_PAGE_HEADER = 'Toast-Next-Page-Token';

/*
 * Entities per page, used in turn: Toast says that page sizes vary and that no page has more than
 * 300 (developer guide, "Paginating response data").
 */
const PAGE_SIZES = [100, 40, 300];

/**
 * The position of a client that reads a list page by page: what its first call asked for, and from
 * which publication of the configuration.
 */
interface Place {
  readonly publishedAt: number;
  readonly page: number;
  readonly offset: number;
  /** Epoch milliseconds; 0 asks for everything. */
  readonly since: number;
}

/**
 * Answers with one page of a list of settings. Throws a 400 for a token or timestamp that cannot be
 * read, and a 409 when something was published since the first page.
 */
export function settingPage(
  settings: Settings,
  name: SettingName,
  call: LocationCall,
  pageSize: number | undefined,
): Reply {
  const { restaurant, now } = call;
  const publishedAt = settings.publishedAt(restaurant.guid, now);
  const place = requestedPlace(call, publishedAt);
  if (place.publishedAt !== publishedAt) {
    throw new Refusal(
      409,
      'The configuration was published since the first page; begin again without pageToken',
    );
  }
  const all = settings
    .list(restaurant.guid, name, now)
    .filter(({ modifiedAt }) => modifiedAt > place.since);
  const size = pageSize ?? (PAGE_SIZES[place.page % PAGE_SIZES.length] as number);
  const end = place.offset + size;
  const next = { ...place, page: place.page + 1, offset: end };
  return ok(
    all.slice(place.offset, end).map(({ payload }) => payload),
    end < all.length ? { [NEXT_PAGE_HEADER]: write(next) } : {},
  );
}

function requestedPlace(call: LocationCall, publishedAt: number): Place {
  const token = call.query.get('pageToken');
  if (token !== null) return read(token);
  return { publishedAt, page: 0, offset: 0, since: lastModifiedParam(call) ?? 0 };
}

function write({ publishedAt, page, offset, since }: Place): string {
  return Buffer.from([publishedAt, page, offset, since].join()).toString('base64url');
}

function read(token: string): Place {
  const text = Buffer.from(token, 'base64url').toString();
  const [publishedAt, page, offset, since] = text.split(',').map(Number);
  if (!/^\d+,\d+,\d+,\d+$/.test(text)) {
    throw new Refusal(400, `pageToken was not issued by this resource: "${token}"`);
  }
  return { publishedAt, page, offset, since } as Place;
}
