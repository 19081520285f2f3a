import { copyFile, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { version } from '@duckdb/node-api';
import { cached } from './cache.js';
import { installPythonPackages } from './packages.js';

const names = ['ducklake', 'postgres-scanner', 'sqlite-scanner', 'httpfs'];

const platform = `${process.platform === 'darwin' ? 'osx' : 'linux'}_${process.arch === 'arm64' ? 'arm64' : 'amd64'}`;

/**
 * Installs the extensions that publishing needs, in the version of the engine, and returns the folder to
 * name as the engine's `extension_directory`. PyPI has the same signed files as DuckDB's own host.
 */
export function installExtensions(): Promise<string> {
  const engine = version();
  return cached(`duckdb-extensions-${engine}`, async (folder) => {
    const wheels = join(folder, 'wheels');
    const requirements = names.map((name) => `duckdb-extension-${name}==${engine.slice(1)}`);
    await installPythonPackages(wheels, ...requirements);
    const target = join(folder, engine, platform);
    await mkdir(target, { recursive: true });
    const entries = await readdir(wheels, { recursive: true, withFileTypes: true });
    const files = entries.filter(({ name }) => name.endsWith('.duckdb_extension'));
    if (files.length !== names.length) {
      throw new Error(`The packages have ${files.length} extensions instead of ${names.length}.`);
    }
    for (const { parentPath, name } of files) {
      await copyFile(join(parentPath, name), join(target, name));
    }
    await rm(wheels, { recursive: true });
  });
}
