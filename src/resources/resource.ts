import type { LimitedEndpoint } from '../toast/rate-limit.js';

/** A span of time in epoch milliseconds: start inclusive, end exclusive. */
export interface Window {
  readonly start: number;
  readonly end: number;
}

interface Common {
  /** Name on the command line, in the ledger, and of the table in `raw_toast`. */
  readonly name: string;
  /** What it holds, for people. */
  readonly title: string;
  /** Scope that the credentials need (guide: devApiAccessScopes). */
  readonly scope: string;
  /** JSON path of an entity's id. */
  readonly idPath: string;
  /** JSON path of the instant of an entity's latest change, where it has one. */
  readonly modifiedPath?: string;
  readonly limit?: LimitedEndpoint;
}

/** Read once a run for the whole account: which restaurants there are. */
export interface AccountResource extends Common {
  readonly window: 'account';
}

/** Read in full for each restaurant on every run. */
export interface SnapshotResource extends Common {
  readonly window: 'snapshot';
  path(restaurantId: string): string;
  /** Whether the body is a list of entities or a single one. */
  readonly body: 'list' | 'single';
}

/** Read by windows of modification time, paged by number with a `Link` header. */
export interface ModifiedResource extends Common {
  readonly window: 'modified';
  path(restaurantId: string): string;
  query(window: Window): Readonly<Record<string, string | number>>;
  readonly modifiedPath: string;
  /** The field with the instant at which an entity came to be; it never changes. */
  readonly createdField: string;
}

export type Resource = AccountResource | SnapshotResource | ModifiedResource;

/** A resource that is read restaurant by restaurant. */
export type RestaurantResource = Exclude<Resource, AccountResource>;
