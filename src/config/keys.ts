import { ConfigurationError } from '../errors.js';
import { documentationUrl } from '../documentation.js';
import type { ConfigurationKey } from './configuration.js';

/** Describes each key and where its value comes from; shown when it is missing or invalid. */
export const keyDescriptions: Record<ConfigurationKey, string> = {
  clientId: 'the client ID of your Toast API credentials (Toast Web, Integrations)',
  clientSecret: 'the client secret of your Toast API credentials (Toast Web, Integrations)',
  userAccessType: 'TOAST_MACHINE_CLIENT',
  domain: 'the host name of the Toast API that you received with your credentials',
  initialSyncStart: 'the date or time from which to copy data, such as 2026-01-01T00:00:00.000Z',
  key: "the key that encrypts the token in the database: openssl rand -base64 32 | tr '+/' '-_'",
  database: 'the path of the DuckDB file (default: warehouse.duckdb)',
  databaseMode:
    'the permissions of the DuckDB file as an octal string: "0600", or "0640" to let its group read it',
  wait: 'how long to wait for a locked database, such as 30s, 10m or 1h',
  restaurants: 'a list of restaurant GUIDs (default: all that the credentials can access)',
  managementGroup: 'the GUID of a management group; also list one of its restaurants',
  resources: 'a list of resource names (default: all)',
  concurrency: 'the maximum number of concurrent requests, 1 to 128',
  windowDays: 'the length of a window in days, 1 to 30',
  backfillPauseSeconds:
    "the pause between windows of one restaurant's history in seconds, 0 to 600",
  overlapMinutes: 'the number of minutes before the last watermark to read again, 0 to 1440',
  maxResponseMegabytes: 'the maximum size of a response in megabytes, 1 to 1024',
  history:
    'which versions to keep: {"orders": true, "timeEntries": true} (default: neither), and for how many days: {"keepDays": 730}',
  report:
    'the folder of the reports that `toast run` writes: {"folder": "report"} (default: no reports), and for how many days they are kept: {"keepDays": 90}',
  privacy: 'how guest data is stored: {"guests": "drop"}, "hash" or "keep" (default: "keep")',
  publish: `targets of \`toast publish\` by name, such as {"share": {"to": "share/sales.duckdb"}}; ${documentationUrl('publish#configuration')} lists their keys`,
  s3: 'how to reach S3: region, endpoint, keyId, secret, sessionToken, useSsl and urlStyle',
  extensionDirectory: "the folder of DuckDB's extensions (default: DuckDB's own)",
};

/* Keys whose value is an object, with the fields that environment variables set. */
const fieldsOf: Readonly<Partial<Record<ConfigurationKey, readonly string[]>>> = {
  privacy: ['guests'],
  history: ['orders', 'timeEntries', 'keepDays'],
  publish: [],
  s3: [],
  report: ['folder', 'keepDays', 'restaurants'],
};

/* Keys, and fields of keys. */
const lists: readonly string[] = ['restaurants', 'resources', 'report.restaurants'];

/** Names an environment variable, and how it is read: as a list, into a field of an object, or as is. */
export interface EnvironmentVariable {
  readonly name: string;
  readonly list: boolean;
  readonly field?: string;
}

/** Lists the environment variables that set a key: `clientId` → `TOAST_CLIENT_ID`. */
export function environmentVariables(key: ConfigurationKey): readonly EnvironmentVariable[] {
  const fields = fieldsOf[key];
  if (fields === undefined) return [{ name: upperCase(key), list: lists.includes(key) }];
  return fields.map((field) => ({
    name: upperCase(`${key}_${field}`),
    list: lists.includes(`${key}.${field}`),
    field,
  }));
}

function upperCase(words: string): string {
  return `TOAST_${words.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
}

/**
 * Returns the line that reports an invalid key, such as `is missing`. `path` names the part of the
 * value that is invalid. The value itself is never shown, because it may be a misplaced secret.
 */
export function describeProblem(
  key: ConfigurationKey,
  problem: string,
  path: string = key,
): string {
  const variables = environmentVariables(key);
  const own = variables.filter(({ field }) => path === `${key}.${field}`);
  const names = (own.length === 0 ? variables : own).map(({ name }) => name).join(', ');
  const place = names === '' ? path : `${path} (${names})`;
  return `- ${place} ${problem}; expected ${keyDescriptions[key]}`;
}

/** Returns the error that reports these problems; `file` is the configuration file to fix. */
export function invalidConfiguration(
  problems: readonly string[],
  file: string,
): ConfigurationError {
  const isIncomplete = problems.some((problem) => problem.includes(' is missing; expected '));
  const first = isIncomplete
    ? 'Run `toast init` to be asked for what is missing, correct'
    : 'Correct';
  return new ConfigurationError(`The configuration is invalid.\n${problems.join('\n')}`, {
    suggestion: `${first} ${file}, or set the environment variables named above. ${documentationUrl('configuration')} describes each key.`,
  });
}
