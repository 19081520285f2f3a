import type { Json } from '../contract/json.js';
import type { Setting, SettingName } from '../contract/settings.js';

/** A setting with its price, which only published menus show. */
export interface Configured extends Setting {
  /** The price of menu items and modifier options in dollars; null for everything else. */
  readonly price: number | null;
}

/** The configuration at one moment, by GUID in listing order. */
export interface Configuration {
  readonly lists: Readonly<Record<SettingName, ReadonlyMap<string, Configured>>>;
  /** GUIDs of removed entities, which nothing published refers to any more. */
  readonly gone: ReadonlySet<string>;
}

/** A change, an addition (when the GUID is not present) or a removal of one entity. */
export interface Edit {
  readonly name: SettingName;
  readonly guid: string;
  /** New values of properties; when absent, the entity is removed. */
  readonly payload?: Json;
  readonly price?: number;
}

/** The initial entities of one restaurant by list. */
export type Payloads<Name extends SettingName> = Readonly<Record<Name, readonly Json[]>>;
