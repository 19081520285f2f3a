import type { PublishedTable } from '../../plan/published-table.js';
import type { Source } from '../../source/source.js';
import type { Manifest, ManifestFile, ManifestTable } from '../manifest/manifest.js';
import { manifestColumns, portableTable } from './portable-table.js';
import { readParts } from './read-parts.js';
import { hasLostColumns, tableChanges, type Part } from './table-changes.js';

/** A table as it should be published, against what the target has of it. */
export interface InspectedTable {
  /** With types that other engines read. */
  readonly table: PublishedTable;
  readonly previous: ManifestTable | undefined;
  /** Digest of what the rows depend on, if it is known without reading them. */
  readonly stamp: string | undefined;
  readonly isPartitioned: boolean;
  readonly kept: readonly ManifestFile[];
  readonly written: readonly Part[];
  readonly replaced: readonly ManifestFile[];
}

export interface InspectOptions {
  readonly full: boolean;
  /** Tables by day with as many rows are partitioned. */
  readonly partitionedFromRows: number;
}

/** Compares a table with what the manifest says of it. Its rows are read only if they may have changed. */
export async function inspectTable(
  source: Source,
  published: PublishedTable,
  manifest: Manifest | undefined,
  { full, partitionedFromRows }: InspectOptions,
): Promise<InspectedTable> {
  const table = portableTable(published);
  const previous = manifest && findTable(manifest, table);
  const stamp = source.stampOf(table);
  if (!full && previous !== undefined && stamp !== undefined && previous.stamp === stamp) {
    const isPartitioned = previous.partitionedBy !== undefined;
    return {
      ...{ table, previous, stamp, isPartitioned },
      ...{ kept: previous.files, written: [], replaced: [] },
    };
  }
  const parts = await readParts(source, table, previous, partitionedFromRows);
  return {
    ...{ table, previous, stamp },
    isPartitioned: parts.some(({ month }) => month !== undefined),
    ...tableChanges(previous?.files ?? [], parts, full),
  };
}

/** Returns the entry of a table in a manifest, with these files. */
export function manifestTable(
  { table, isPartitioned, stamp }: InspectedTable,
  files: readonly ManifestFile[],
): ManifestTable {
  const { schema, name, description } = table;
  const sum = (key: 'rows' | 'bytes') => files.reduce((total, file) => total + file[key], 0);
  return {
    ...{ schema, name, description, stamp },
    ...{ rows: sum('rows'), bytes: sum('bytes') },
    ...(isPartitioned ? { partitionedBy: 'business_month' } : {}),
    columns: manifestColumns(table),
    files: files.toSorted((a, b) => ((a.month ?? '') < (b.month ?? '') ? -1 : 1)),
  };
}

/** Returns what a manifest says of a table; undefined if it does not have it. */
export function findTable(
  { tables }: Manifest,
  { schema, name }: Pick<PublishedTable, 'schema' | 'name'>,
): ManifestTable | undefined {
  return tables.find((table) => table.schema === schema && table.name === name);
}

/** Lists the tables of a manifest that are not published any more. */
export function droppedTables(
  manifest: Manifest | undefined,
  tables: readonly Pick<PublishedTable, 'schema' | 'name'>[],
): ManifestTable[] {
  const isPublished = ({ schema, name }: ManifestTable) =>
    tables.some((table) => table.schema === schema && table.name === name);
  return (manifest?.tables ?? []).filter((table) => !isPublished(table));
}

/**
 * Lists the files that may hold what is not published any more: those of tables that are gone, that lost
 * columns, or whose columns are computed in another way.
 */
export function forbiddenFiles(
  manifest: Manifest | undefined,
  next: readonly ManifestTable[],
): string[] {
  return (manifest?.tables ?? [])
    .filter((table) => {
      const now = next.find(({ schema, name }) => schema === table.schema && name === table.name);
      return hasLostColumns(table, now);
    })
    .flatMap(({ files }) => files.map(({ path }) => path));
}
