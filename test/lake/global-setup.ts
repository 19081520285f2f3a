import type { TestProject } from 'vitest/node';
import { installExtensions } from '../../scripts/lake/extensions.js';
import { startPostgres, type PostgresAccess } from '../../scripts/lake/postgresql.js';
import { startS3Server, type S3Access } from '../../scripts/lake/s3-server.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder with the engine's extensions: its `extension_directory`. */
    extensionDirectory: string;
    postgres: PostgresAccess;
    s3: S3Access;
  }
}

/**
 * Installs what the tests need, as far as it is missing, starts the servers, and stops them in the end.
 * Tests get at them with `inject('postgres')`.
 * @throws Error, which fails the run, if anything is missing and cannot be installed.
 */
export default async function setup(project: TestProject): Promise<() => Promise<unknown>> {
  project.provide('extensionDirectory', await installExtensions());
  const { stop: stopPostgres, ...postgres } = await startPostgres();
  project.provide('postgres', postgres);
  const { stop: stopS3, ...s3 } = await startS3Server();
  project.provide('s3', s3);
  return () => Promise.all([stopPostgres(), stopS3()]);
}
