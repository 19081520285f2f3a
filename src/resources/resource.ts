import type { LimitedEndpoint } from '../toast/rate-limit.js';
import type { GuestRules } from './guest-rules.js';

/** A range of time in epoch milliseconds: start inclusive, end exclusive. */
export interface Window {
  readonly start: number;
  readonly end: number;
}

export type Query = Readonly<Record<string, string | number>>;

/** Names a setting of `history` in the configuration that is off by default. */
export type HistorySetting = 'orders' | 'timeEntries';

interface Common {
  /** Name on the command line, in the ledger, and of the table in `raw_toast`. */
  readonly name: string;
  /** Toast's API that it comes from, for display. */
  readonly api: string;
  /** Contents, for display. */
  readonly title: string;
  /** Tables in schema `toast` that are built from it. */
  readonly tables: readonly string[];
}

interface OfRestaurant extends Common {
  /** Scope that the credentials need (guide: devApiAccessScopes). */
  readonly scope: string;
  /** JSON path of an entity's id; without one, there is one entity for each restaurant. */
  readonly idPath?: string;
  /** JSON path of an entity's last modification, where it has one. */
  readonly modifiedPath?: string;
  readonly limit?: LimitedEndpoint;
  /** Whether a 404 means that nothing is there, or that the account does not have the product. */
  readonly isOptional?: true;
  /** Which fields of an entity are guest data, if any are. */
  readonly guests?: GuestRules;
  /** The setting that keeps superseded versions; without one, they are always kept. */
  readonly history?: HistorySetting;
  path(restaurantId: string): string;
}

/** Read once a run for the whole account: the list of restaurants. */
export interface AccountResource extends Common {
  readonly syncMode: 'account';
  readonly idPath: string;
  readonly modifiedPath: string;
}

/** Read in full by every run; an entity that is no longer listed is marked as removed. */
export interface FullResource extends OfRestaurant {
  readonly syncMode: 'full';
  readonly query?: Query;
  /** One list, a list in pages with `pageToken`, or a single object. */
  readonly response: 'list' | 'paged-list' | 'object';
}

/** Read in full when its version has changed; one entity for each restaurant. */
export interface VersionedResource extends OfRestaurant {
  readonly syncMode: 'versioned';
  readonly versionPath: string;
  /** Field that holds the version, in the answer at `versionPath` and in the entity. */
  readonly versionField: string;
}

/** Read by windows of modification time. */
export interface IncrementalResource extends OfRestaurant {
  readonly syncMode: 'incremental';
  readonly modifiedPath: string;
  query(window: Window): Query;
  /**
   * `link-header`: pages by number, with a `Link` header; `createdField` is the field that holds when
   * an entity was created. `none`: one answer has everything.
   */
  readonly paging:
    | { readonly by: 'link-header'; readonly createdField: string }
    | { readonly by: 'none' };
}

/** Read by windows over the entities' own dates, the latest of them again in every run. */
export interface LookbackResource extends OfRestaurant {
  readonly syncMode: 'lookback';
  query(window: Window): Query;
  /** JSON paths of the instants at which an entity starts and ends. */
  readonly range: { readonly startPath: string; readonly endPath: string };
  /** Read before and after a window, because only entities that lie inside are returned. */
  readonly paddingMs: number;
  readonly lookback: { readonly backMs: number; readonly aheadMs: number };
}

/** Read one business date at a time, the latest dates again in every run. */
export interface BusinessDateResource extends OfRestaurant {
  readonly syncMode: 'business-date';
  query(businessDate: string): Query;
  /** Number of business dates, today included, that every run reads again. */
  readonly lookbackDays: number;
}

/** A resource that is read restaurant by restaurant. */
export type RestaurantResource =
  | FullResource
  | VersionedResource
  | IncrementalResource
  | LookbackResource
  | BusinessDateResource;

export type Resource = AccountResource | RestaurantResource;

/** Tells whether a resource is read by windows of time rather than in full. */
export function isWindowed({ syncMode }: Resource): boolean {
  return syncMode === 'incremental' || syncMode === 'lookback' || syncMode === 'business-date';
}

/** Returns the table of a resource and where an entity has its id, modification time and business date. */
export function shapeOf({ name, idPath, modifiedPath, syncMode }: Resource) {
  /* What is read by business date has none of its own: only the request tells it. */
  return { table: name, idPath, modifiedPath, hasBusinessDate: syncMode === 'business-date' };
}
