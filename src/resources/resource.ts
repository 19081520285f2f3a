import type { LimitedEndpoint } from '../toast/rate-limit.js';
import type { GuestRules } from './guest-rules.js';

/** A span of time in epoch milliseconds: start inclusive, end exclusive. */
export interface Window {
  readonly start: number;
  readonly end: number;
}

export type Query = Readonly<Record<string, string | number>>;

interface Common {
  /** Name on the command line, in the ledger, and of the table in `raw_toast`. */
  readonly name: string;
  /** Toast's API that it comes from, for people. */
  readonly api: string;
  /** What it holds, for people. */
  readonly title: string;
  /** Tables that are made of it, below `toast`. */
  readonly tables: readonly string[];
}

interface OfRestaurant extends Common {
  /** Scope that the credentials need (guide: devApiAccessScopes). */
  readonly scope: string;
  /** JSON path of an entity's id; without one there is one entity per restaurant. */
  readonly idPath?: string;
  /** JSON path of the instant of an entity's latest change, where it has one. */
  readonly modifiedPath?: string;
  readonly limit?: LimitedEndpoint;
  /** What of an entity is a guest's, where anything is. */
  readonly guests?: GuestRules;
  path(restaurantId: string): string;
}

/** Read once a run for the whole account: which restaurants there are. */
export interface AccountResource extends Common {
  readonly window: 'account';
  readonly idPath: string;
  readonly modifiedPath: string;
}

/** Read in full on every run: what a listing no longer names is marked as removed. */
export interface SnapshotResource extends OfRestaurant {
  readonly window: 'snapshot';
  readonly query?: Query;
  /** A list in one answer, a list in pages with `pageToken`, or a single entity. */
  readonly listing: 'whole' | 'tokens' | 'single';
}

/** Read in full when its version moved since: one entity per restaurant. */
export interface VersionedResource extends OfRestaurant {
  readonly window: 'version';
  readonly versionPath: string;
  /** The field of the version's answer that holds it, and of the entity. */
  readonly versionField: string;
}

/** Read by windows of modification time. */
export interface ModifiedResource extends OfRestaurant {
  readonly window: 'modified';
  readonly modifiedPath: string;
  query(window: Window): Query;
  /**
   * How pages are numbered: `links` by number with a `Link` header; then the field is needed that
   * holds the instant at which an entity came to be. `whole`: one answer has everything.
   */
  readonly paging:
    { readonly by: 'links'; readonly createdField: string } | { readonly by: 'whole' };
}

/** Read by windows over the entities' own dates, the latest of them on every run again. */
export interface DatedResource extends OfRestaurant {
  readonly window: 'dated';
  query(window: Window): Query;
  /** JSON paths of the instants at which an entity starts and ends. */
  readonly span: { readonly startPath: string; readonly endPath: string };
  /** Read on either side of a window, since only what lies inside is returned. */
  readonly marginMs: number;
  readonly again: { readonly backMs: number; readonly aheadMs: number };
}

/** Read one business date at a time, the last days on every run again. */
export interface BusinessDateResource extends OfRestaurant {
  readonly window: 'business date';
  query(businessDate: string): Query;
  /** How many business dates, today included, are read on every run again. */
  readonly daysAgain: number;
}

/** A resource that is read restaurant by restaurant. */
export type RestaurantResource =
  SnapshotResource | VersionedResource | ModifiedResource | DatedResource | BusinessDateResource;

export type Resource = AccountResource | RestaurantResource;

/** Whether a resource is read by windows of time, not in full. */
export function isWindowed({ window }: Resource): boolean {
  return window === 'modified' || window === 'dated' || window === 'business date';
}
