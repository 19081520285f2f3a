import type { ManifestFile, ManifestTable } from '../manifest/manifest.js';

/** A file that a table should have: all its rows, or those of a month of business dates. */
export interface Part {
  /** Such as `2026-11`; null for rows without a business date, undefined for all rows. */
  readonly month?: string | null | undefined;
  readonly rows: number;
  readonly fingerprint: string;
}

/** What of a table has to be written. */
export interface TableChanges {
  readonly kept: readonly ManifestFile[];
  readonly written: readonly Part[];
  /** Files of the manifest before that the new one does not name. */
  readonly replaced: readonly ManifestFile[];
}

/** Compares the files that a table has with those that it should have; `full` writes all of them again. */
export function tableChanges(
  files: readonly ManifestFile[],
  parts: readonly Part[],
  full: boolean,
): TableChanges {
  const isSame = (part: Part) => (file: ManifestFile) =>
    !full && file.month === part.month && file.fingerprint === part.fingerprint;
  const kept = parts.flatMap((part) => files.find(isSame(part)) ?? []);
  return {
    kept,
    written: parts.filter((part) => !files.some(isSame(part))),
    replaced: files.filter((file) => !kept.includes(file)),
  };
}

/*
 * From this many rows on, a night's publish of one month is cheaper than that of the whole table. A file has
 * a few megabytes then.
 */
export const partitionedFromRows = 200_000;

/** Decides whether a table by day is partitioned by month. A table that is once partitioned stays so. */
export function isPartitioned(
  previous: Pick<ManifestTable, 'partitionedBy'> | undefined,
  rows: number,
  fromRows: number,
): boolean {
  return rows > 0 && (rows >= fromRows || previous?.partitionedBy !== undefined);
}

/**
 * Tells whether a table lost columns, or has them computed in another way, so that its old files may hold
 * what must not be published any more.
 */
export function hasLostColumns(
  previous: Pick<ManifestTable, 'columns'>,
  current: Pick<ManifestTable, 'columns'> | undefined,
): boolean {
  const definitions = new Map(current?.columns.map(({ name, definition }) => [name, definition]));
  return previous.columns.some(({ name, definition }) => definitions.get(name) !== definition);
}
