import { z } from 'zod';
import { DatabaseError } from '../../../errors.js';

/** The version of the manifest's format. It changes when a reader of it would have to. */
const formatVersion = 1;

const column = z.object({
  name: z.string(),
  /** DuckDB's name of the type that the files have, such as `DECIMAL(18,4)`. */
  type: z.string(),
  description: z.string().optional(),
  /** Changes when the column is computed in another way. */
  definition: z.string(),
});

const file = z.object({
  /** Relative to the manifest. */
  path: z.string(),
  /** Month of the business dates in it, such as `2026-11`; null if they have none. */
  month: z.string().nullable().optional(),
  rows: z.number(),
  bytes: z.number(),
  sha256: z.string(),
  /** Changes when the rows do, whatever their order. */
  fingerprint: z.string(),
});

const table = z.object({
  schema: z.string(),
  name: z.string(),
  description: z.string().optional(),
  rows: z.number(),
  bytes: z.number(),
  /** The column that the names of the folders add. */
  partitionedBy: z.literal('business_month').optional(),
  /** Differs when what the rows depend on does; missing if that is not known. */
  stamp: z.string().optional(),
  columns: z.array(column),
  files: z.array(file),
});

const manifest = z.object({
  format: z.literal('toast-parquet'),
  version: z.literal(formatVersion),
  /** Names this state of the target. */
  snapshot: z.string(),
  /** ISO 8601 in UTC. */
  publishedAt: z.string(),
  /** The database that it was published from. */
  source: z.object({ database: z.string(), id: z.string() }),
  /** The extraction that the database was brought up to date with last. */
  run: z.string().optional(),
  tables: z.array(table),
  /** Files that earlier manifests name, and when they were replaced. */
  replaced: z.array(z.object({ path: z.string(), at: z.string() })),
});

/** Lists what a Parquet target holds. A reader that takes its files from it sees one state of all tables. */
export type Manifest = z.infer<typeof manifest>;
export type ManifestTable = Manifest['tables'][number];
export type ManifestFile = ManifestTable['files'][number];
export type ManifestColumn = ManifestTable['columns'][number];

/** The path of the manifest in a target. */
export const manifestPath = 'manifest.json';

/** Starts the manifest of a new state. */
export function newManifest(given: Omit<Manifest, 'format' | 'version'>): Manifest {
  return { format: 'toast-parquet', version: formatVersion, ...given };
}

/**
 * Parses a manifest; `name` is its target.
 * @throws DatabaseError when it is not one, or has a later version.
 */
export function parseManifest(text: string, name: string): Manifest {
  let values: unknown;
  try {
    values = JSON.parse(text);
  } catch {
    values = undefined;
  }
  const parsed = manifest.safeParse(values);
  if (parsed.success) return parsed.data;
  const head = z.object({ format: z.literal('toast-parquet'), version: z.number() });
  const { data } = head.safeParse(values);
  if (data !== undefined && data.version > formatVersion) {
    throw new DatabaseError(`${name}${manifestPath} was written by a newer version of toast.`, {
      suggestion: 'Install that version, or publish to another folder.',
    });
  }
  throw new DatabaseError(`${name}${manifestPath} is not the manifest of a target of toast.`, {
    suggestion: 'Publish to an empty folder, or restore the file.',
  });
}

/** Writes a manifest as JSON, one file, column or table a line, so that two can be compared. */
export function serializeManifest({ tables, replaced, ...head }: Manifest): string {
  const lines = (values: readonly unknown[], indent: string) =>
    values.length === 0
      ? '[]'
      : `[\n${values.map((value) => `${indent}  ${JSON.stringify(value)}`).join(',\n')}\n${indent}]`;
  const entries = tables.map(({ columns, files, ...rest }) => {
    const fields = JSON.stringify(rest).slice(1, -1);
    return `    {${fields},\n      "columns": ${lines(columns, '      ')},\n      "files": ${lines(files, '      ')}}`;
  });
  return [
    `{${JSON.stringify(head).slice(1, -1)},`,
    `  "tables": [\n${entries.join(',\n')}\n  ],`,
    `  "replaced": ${lines(replaced, '  ')}\n}\n`,
  ].join('\n');
}
