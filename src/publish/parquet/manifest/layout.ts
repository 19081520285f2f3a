import type { Runtime } from '../../../runtime.js';
import type { PublishedTable } from '../../plan/published-table.js';
import type { Manifest, ManifestFile } from './manifest.js';

/*
 *   manifest.json
 *   versions/20261127T020512Z-5f0c9a31/toast/orders/business_month=2026-11/data.parquet
 *   toast/orders/business_month=2026-11/data.parquet
 *
 * The manifest names files in `versions`, which are never written again. The folders of the tables beside
 * it have the same files under names that stay, for engines that list folders.
 */

/** The folder of the files that manifests name. */
export const versionsFolder = 'versions';

/** The file that says which version each file in the folders of the tables has. */
export const foldersPath = 'folders.json';

/* Hive's name of the partition of rows that have no value. */
const noMonth = '__HIVE_DEFAULT_PARTITION__';

/** Returns the path of a file in the folder of its table. `month` is undefined if that has no partitions. */
export function folderPath(
  { schema, name }: Pick<PublishedTable, 'schema' | 'name'>,
  month: string | null | undefined,
): string {
  const partition = month === undefined ? '' : `/business_month=${month ?? noMonth}`;
  return `${plain(schema)}/${plain(name)}${partition}/data.parquet`;
}

/** Returns the path that the manifest of a snapshot has for a new file. */
export function versionPath(snapshot: string, path: string): string {
  return `${versionsFolder}/${snapshot}/${path}`;
}

/** Names a new state of the target: the time and a random number. */
export function newSnapshot(runtime: Runtime): string {
  const time = new Date(runtime.now()).toISOString().replaceAll(/[:-]|\.\d{3}/g, '');
  const random = Math.floor(runtime.random() * 2 ** 32).toString(16);
  return `${time}-${random.padStart(8, '0')}`;
}

/** Returns when the snapshot of a path in `versions` was started, in epoch milliseconds; NaN if it has none. */
export function startOfVersion(path: string): number {
  const [, date, time] = /^versions\/(\d{8})T(\d{6})Z-/.exec(path) ?? [];
  const [, year, month, day] = /(....)(..)(..)/.exec(date ?? '') ?? [];
  const [, hour, minute, second] = /(..)(..)(..)/.exec(time ?? '') ?? [];
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
}

/** Maps the path of each file in the folders of the tables to the path that the manifest has for it. */
export function filesByFolder({ tables }: Pick<Manifest, 'tables'>): ReadonlyMap<string, string> {
  return new Map(
    tables.flatMap((table) =>
      table.files.map(({ month, path }) => [folderPath(table, month), path] as const),
    ),
  );
}

/** Lists all files of a manifest. */
export function allFiles({ tables }: Pick<Manifest, 'tables'>): ManifestFile[] {
  return tables.flatMap(({ files }) => files);
}

/* Names of a user's own models may have any characters; those of paths are the same everywhere. */
function plain(name: string): string {
  return name.replaceAll(/[^\w.-]/gu, (character) => `~${character.codePointAt(0)?.toString(16)}~`);
}
