import type { PublishSettings } from './publish.js';
import type { Secret } from './secret.js';

/** Names the database file that is used if no other one is configured. */
export const defaultDatabase = 'warehouse.duckdb';

/** Holds the validated configuration. docs/configuration.md describes each key. */
export interface Configuration extends PublishSettings {
  clientId: string;
  clientSecret: Secret;
  userAccessType: 'TOAST_MACHINE_CLIENT';
  /** Base URL of the API, with its scheme and without a trailing slash. */
  domain: string;
  /** Epoch milliseconds. */
  initialSyncStart: number;
  /** Encrypts the cached token and keys the hashes of guest data. */
  key: Secret;

  database: string;
  /** Permissions of the database file; undefined for those of a new file that only its owner reads. */
  databaseMode?: number | undefined;
  /** Milliseconds. */
  wait: number;
  /** GUIDs in lower case; undefined for all that the credentials can access. */
  restaurants?: string[] | undefined;
  /** GUID in lower case. */
  managementGroup?: string | undefined;
  /** Names from the catalogue; undefined for all. */
  resources?: string[] | undefined;
  concurrency: number;
  windowDays: number;
  backfillPauseSeconds: number;
  overlapMinutes: number;
  maxResponseMegabytes: number;
  /** Which superseded versions are kept besides those that always are, and for how many days. */
  history: { orders: boolean; timeEntries: boolean; keepDays?: number | undefined };
  privacy: { guests: 'drop' | 'hash' | 'keep' };
  /** Undefined: `toast run` makes no reports. */
  report?: ReportSettings | undefined;
}

/** Says where `toast run` keeps the reports, for how many days, and what they are about. */
export interface ReportSettings {
  folder: string;
  /** Undefined: for ever. */
  keepDays?: number | undefined;
  /** GUIDs, or parts of names; undefined for all restaurants. */
  restaurants?: string[] | undefined;
}

export type ConfigurationKey = keyof Configuration;
