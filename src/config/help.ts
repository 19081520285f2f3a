import type { ConfigurationKey } from './schema.js';

/** What each key is and where to get it: shown when it is missing or malformed. */
export const configurationHelp: Record<ConfigurationKey, string> = {
  clientId: 'the client id of your Toast API credentials (Toast Web, Integrations)',
  clientSecret: 'the client secret of your Toast API credentials (Toast Web, Integrations)',
  userAccessType: 'TOAST_MACHINE_CLIENT',
  domain: "the host name of Toast's API that came with your credentials",
  initialSyncStart: 'the instant from which to copy data, such as 2026-01-01T00:00:00.000Z',
  key: "the key that encrypts the token in the database: openssl rand -base64 32 | tr '+/' '-_'",
  database: 'the DuckDB file to write, warehouse.duckdb by default',
  wait: 'how long to wait while another process holds the database: 30s, 10m, 1h',
  restaurants: 'GUIDs of the restaurants to read, when not all that the credentials can access',
  managementGroup: 'the GUID of a management group to read; also name one of its restaurants',
  resources: 'names of the resources to read, all by default',
  concurrency: 'how many requests to have on their way at a time, 1 to 128',
  windowDays: 'the length of a window in days, 1 to 30',
  backfillPauseSeconds: "seconds between the windows of one restaurant's history, 0 to 600",
  overlapMinutes: 'minutes before the last watermark that are read again, 0 to 1440',
  privacy: 'what becomes of guests\' data: {"guests": "drop"}, "hash" or "keep", the default',
};
