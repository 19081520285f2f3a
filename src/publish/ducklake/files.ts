import { identifier, literal, literals } from '../../warehouse/engine/sql.js';
import { stateSchema, type Lake } from '../lake/lake.js';
import { publishedSchemas } from '../plan/relation.js';
import type { TargetOf } from '../target.js';
import { lakeName } from './attach.js';

/** The files of the latest snapshot. */
export interface LakeFiles {
  readonly dataFiles: number;
  /** Files that say which rows of a data file are deleted. */
  readonly deleteFiles: number;
  readonly bytes: number;
  /** The tables that toast published, its state included. */
  readonly tables: readonly LakeTableFiles[];
}

export interface LakeTableFiles {
  readonly schema: string;
  readonly name: string;
  readonly dataFiles: number;
  readonly deleteFiles: number;
}

/** Counts the files of the tables in the schemas that toast publishes. */
export async function loadFiles(
  { connection }: Lake,
  target: TargetOf<'ducklake'>,
): Promise<LakeFiles> {
  const rows = await connection.all<{
    schema: string;
    name: string;
    data_files: number;
    delete_files: number;
    bytes: number;
  }>(
    `select schema_name as "schema", info.table_name as name, file_count as data_files,
      delete_file_count as delete_files, file_size_bytes + delete_file_size_bytes as bytes
    from ducklake_table_info(${literal(lakeName)}) as info
    inner join ${metadataTable(target, 'ducklake_schema')} as schemas
      on info.schema_id = schemas.schema_id and schemas.end_snapshot is null
    where schema_name in (select unnest(${literals([...publishedSchemas, stateSchema])}))
    order by all`,
  );
  const sum = (read: (row: (typeof rows)[number]) => number) =>
    rows.reduce((total, row) => total + read(row), 0);
  return {
    dataFiles: sum((row) => row.data_files),
    deleteFiles: sum((row) => row.delete_files),
    bytes: sum((row) => row.bytes),
    tables: rows.map(({ schema, name, data_files, delete_files }) => ({
      ...{ schema, name, dataFiles: data_files, deleteFiles: delete_files },
    })),
  };
}

/**
 * Returns the quoted name of a table of the attached lake's catalog: DuckLake's own functions do not tell
 * apart tables of the same name in several schemas.
 */
export function metadataTable({ schema, location }: TargetOf<'ducklake'>, name: string): string {
  const usual = location.catalog.type === 'postgres' ? 'public' : 'main';
  return [`__ducklake_metadata_${lakeName}`, schema ?? usual, name].map(identifier).join('.');
}
