import type { Json } from '../contract/json.js';
import type { Setting, SettingName } from '../contract/settings.js';

/** A setting with what only the published menus tell of it. */
export interface Configured extends Setting {
  /** Dollars, of menu items and modifier options; null for everything else. */
  readonly price: number | null;
}

/** Everything that is live at one moment, by GUID in the order of listing. */
export interface Configuration {
  readonly lists: Readonly<Record<SettingName, ReadonlyMap<string, Configured>>>;
  /** GUIDs of what was removed: nothing published refers to it any more. */
  readonly gone: ReadonlySet<string>;
}

/** One entity changed, added (when its GUID is not live) or removed. */
export interface Edit {
  readonly name: SettingName;
  readonly guid: string;
  /** Properties that get these values; absent, the entity is removed. */
  readonly payload?: Json;
  readonly price?: number;
}

/** Entities of one restaurant by list, before they have a history. */
export type Payloads<Name extends SettingName> = Readonly<Record<Name, readonly Json[]>>;
