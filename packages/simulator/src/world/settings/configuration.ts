import type { Json } from '../contract/json.js';
import { SETTING_NAMES, type SettingName } from '../contract/settings.js';
import type { Restaurant } from '../restaurant/restaurant.js';
import { DAY } from '../values/calendar.js';
import { dollars } from '../values/money.js';
import { floorSettings } from './floor-settings.js';
import { menuSettings, preModifierSettings } from './menu-settings.js';
import { moneySettings } from './money-settings.js';
import type { Configuration, Configured, Edit } from './types.js';

/** Returns the prices of items and modifier options in cents, by GUID. */
function pricesOf({ catalogue }: Restaurant): ReadonlyMap<string, number> {
  const options = catalogue.modifierGroups.flatMap((group) => group.options);
  return new Map(
    [...catalogue.items, ...options].map(({ reference, price }) => [reference.guid, price]),
  );
}

type List = ReadonlyMap<string, Configured>;

function listsBy(of: (name: SettingName) => List): Record<SettingName, List> {
  return Object.fromEntries(
    SETTING_NAMES.map((name): [SettingName, List] => [name, of(name)]),
  ) as Record<SettingName, List>;
}

/** Returns when the first configuration was published: two days before the world's first day. */
export function firstPublication({ demand }: Restaurant): number {
  return (demand.firstDay - 2) * DAY + 15 * 3_600_000;
}

/** Builds the configuration before a world's first day; most of it is much older. */
export function initialConfiguration(restaurant: Restaurant): Configuration {
  const payloads: Readonly<Record<SettingName, readonly Json[]>> = {
    ...floorSettings(restaurant),
    ...menuSettings(restaurant),
    ...moneySettings(restaurant),
    ...preModifierSettings(restaurant),
  };
  const prices = pricesOf(restaurant);
  const last = firstPublication(restaurant);
  const configured = (payload: Json, n: number): [string, Configured] => {
    const guid = String(payload['guid']);
    const cents = prices.get(guid);
    const price = cents === undefined ? null : dollars(cents);
    return [guid, { guid, payload, price, modifiedAt: last - (n % 40) * 9 * DAY }];
  };
  return { lists: listsBy((name) => new Map(payloads[name].map(configured))), gone: new Set() };
}

/** Applies edits that are published together. */
export function edited(
  before: Configuration,
  edits: readonly Edit[],
  publishedAt: number,
): Configuration {
  const lists = { ...before.lists };
  const gone = new Set(before.gone);
  for (const { name, guid, payload, price } of edits) {
    const list = new Map(lists[name]);
    const old = list.get(guid);
    if (payload === undefined) {
      list.delete(guid);
      gone.add(guid);
    } else {
      list.set(guid, {
        guid,
        payload: { ...old?.payload, ...payload },
        price: price ?? old?.price ?? null,
        modifiedAt: publishedAt,
      });
      gone.delete(guid);
    }
    lists[name] = list;
  }
  return { lists, gone };
}

/** Returns the configuration without references to removed entities, as Toast sends it. */
export function withoutGone({ lists, gone }: Configuration): Configuration {
  if (gone.size === 0) return { lists, gone };
  const clean = (setting: Configured): Configured => ({
    ...setting,
    payload: withoutReferences(setting.payload, gone) as Json,
  });
  return {
    lists: listsBy(
      (name) => new Map([...lists[name]].map(([guid, setting]) => [guid, clean(setting)])),
    ),
    gone,
  };
}

function withoutReferences(value: unknown, gone: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) {
    return value.map((each) => withoutReferences(each, gone)).filter((each) => each !== null);
  }
  if (typeof value !== 'object' || value === null) return value;
  if (gone.has((value as { guid?: string }).guid ?? '')) return null;
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [key, withoutReferences(each, gone)]),
  );
}
