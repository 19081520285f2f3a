import { DuckDBInstance } from '@duckdb/node-api';
import { inject, onTestFinished } from 'vitest';
import type { LakeTarget } from './publish.js';

export interface LakeReader {
  /** Runs SQL with the lake as `lake`, and returns the rows. */
  all<T = Record<string, unknown>>(sql: string): Promise<T[]>;
  run(sql: string): Promise<unknown>;
}

/**
 * Attaches a lake to an engine of its own, as an analyst would; `options` are those of ATTACH. `key` is that of
 * a user of S3, by default its owner.
 */
export async function readLake(
  target: LakeTarget,
  options = 'read_only',
  { keyId, secret }: { keyId: string; secret: string } = inject('s3'),
): Promise<LakeReader> {
  const { type, connection: path, password } = target.location.catalog;
  const { endpoint, region } = inject('s3');
  const instance = await DuckDBInstance.create(':memory:', {
    extension_directory: inject('extensionDirectory'),
    autoinstall_known_extensions: 'false',
  });
  const connection = await instance.connect();
  onTestFinished(() => {
    connection.closeSync();
    instance.closeSync();
  });
  const prefix = type === 'duckdb' ? '' : `${type}:`;
  const isRemote = password !== undefined;
  await connection.run(`
    set TimeZone = 'UTC';
    create secret catalog (type postgres, password '${password?.reveal() ?? ''}');
    create secret storage (type s3, key_id '${keyId}', secret '${secret}', region '${region}',
      endpoint '${endpoint}', use_ssl false, url_style 'path');
    attach 'ducklake:${prefix}${path}' as lake (${isRemote ? `meta_secret 'catalog', ` : ''}${options})`);
  return {
    run: (sql) => connection.run(sql),
    async all<T>(sql: string) {
      const result = await connection.runAndReadAll(sql);
      return result.getRowObjectsJson() as T[];
    },
  };
}
