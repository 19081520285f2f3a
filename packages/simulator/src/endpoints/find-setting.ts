import { Refusal } from '../http/error-message.js';
import type { Setting, SettingName, Settings } from '../world/contract/settings.js';

/** The entity of a list by its GUID; throws a 404 when there is none such at `now`. */
export function findSetting(
  settings: Settings,
  restaurantGuid: string,
  name: SettingName,
  guid: string,
  now: number,
): Setting {
  const found = settings.list(restaurantGuid, name, now).find((each) => each.guid === guid);
  if (found !== undefined) return found;
  throw new Refusal(404, `Restaurant ${restaurantGuid} has none of ${name} called ${guid}`);
}
