import type { PublishSettings, S3Settings } from '../../config/publish.js';
import type { Secret } from '../../config/secret.js';
import { ConfigurationError } from '../../errors.js';
import type { Connection } from '../../warehouse/engine/connection.js';
import { literal } from '../../warehouse/engine/sql.js';
import type { TargetOf } from '../target.js';
import { connectionInfo } from './connection-info.js';

/** The name under which a DuckLake is attached beside the local database; no schema has it. */
export const lakeName = 'lake';

export interface AttachOptions {
  /** Whether to create a lake that does not exist yet. */
  readonly create?: boolean;
  readonly readOnly?: boolean;
  /** Reads the lake as it was: the number of a snapshot, or an instant in ISO 8601. */
  readonly at?: string | undefined;
}

type Settings = Pick<PublishSettings, 's3' | 'extensionDirectory'>;

/**
 * Attaches a DuckLake to a session as `lake`. Passwords and keys go through secrets of the engine, which end
 * with the process. Inlining is off, because rows would fill the catalog; this is an option of the session.
 * Other options are set when a lake is created: setting them later crashes the engine if the lake contains a
 * view.
 * @throws ConfigurationError if a new lake has no place for its data; the engine's errors.
 */
export async function attachDuckLake(
  connection: Connection,
  target: TargetOf<'ducklake'>,
  settings: Settings,
  options: AttachOptions = {},
): Promise<void> {
  await prepareEngine(connection, settings);
  const { catalog } = target.location;
  const given: string[] = [];
  if (catalog.type === 'postgres' && catalog.password !== undefined) {
    await createSecret(connection, 'toast_catalog', [
      'type postgres',
      `password ${reveal(catalog.password)}`,
    ]);
    given.push("meta_secret 'toast_catalog'");
  }
  if (target.schema !== undefined) given.push(`metadata_schema ${literal(target.schema)}`);
  if (options.readOnly === true) given.push('read_only');
  else given.push('data_inlining_row_limit 0');
  if (options.at !== undefined) given.push(snapshotOption(options.at));
  if (options.create === true) {
    given.push(`data_path ${literal(dataPathOf(target))}`);
    if (target.encrypted) given.push('encrypted');
  } else given.push('create_if_not_exists false');
  const prefix = catalog.type === 'duckdb' ? '' : `${catalog.type}:`;
  const place =
    catalog.type === 'postgres' ? connectionInfo(catalog.connection) : catalog.connection;
  const path = literal(`ducklake:${prefix}${place}`);
  await connection.run(`attach ${path} as ${lakeName} (${given.join(', ')})`);
}

/** Says where the engine finds its extensions, and gives it the keys of S3. */
export async function prepareEngine(
  connection: Connection,
  { s3, extensionDirectory }: Settings,
): Promise<void> {
  if (extensionDirectory !== undefined) {
    await connection.run(`set extension_directory = ${literal(extensionDirectory)}`);
  }
  const options = s3Options(s3);
  if (options.length > 0) await createSecret(connection, 'toast_s3', ['type s3', ...options]);
}

function s3Options(s3: S3Settings): string[] {
  const { region, endpoint, keyId, secret, sessionToken, useSsl } = s3;
  /* As for Parquet files: most services other than Amazon's have one host for all buckets. */
  const { urlStyle = endpoint === undefined ? undefined : 'path' } = s3;
  return [
    ...(region === undefined ? [] : [`region ${literal(region)}`]),
    ...(endpoint === undefined ? [] : [`endpoint ${literal(endpoint)}`, `use_ssl ${useSsl}`]),
    ...(keyId === undefined ? [] : [`key_id ${literal(keyId)}`]),
    ...(secret === undefined ? [] : [`secret ${reveal(secret)}`]),
    ...(sessionToken === undefined ? [] : [`session_token ${reveal(sessionToken)}`]),
    ...(urlStyle === undefined ? [] : [`url_style ${literal(urlStyle)}`]),
  ];
}

async function createSecret(
  connection: Connection,
  name: string,
  options: readonly string[],
): Promise<void> {
  await connection.run(`create or replace temporary secret ${name} (${options.join(', ')})`);
}

function reveal(secret: Secret): string {
  return literal(secret.reveal());
}

function snapshotOption(at: string): string {
  return /^\d+$/.test(at) ? `snapshot_version ${at}` : `snapshot_time ${literal(at)}`;
}

/* A file's data is beside it, as DuckLake has it. */
function dataPathOf({ name, data, location: { catalog } }: TargetOf<'ducklake'>): string {
  if (data !== undefined) return data;
  if (catalog.type !== 'postgres') return `${catalog.connection}.files/`;
  throw new ConfigurationError(`The DuckLake ${name} has no place for its data.`, {
    suggestion:
      'Add it to the configuration with "to" and "data", which is a folder or s3://bucket/prefix/.',
  });
}
