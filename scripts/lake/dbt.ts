import { join } from 'node:path';
import { version } from '@duckdb/node-api';
import { cached } from './cache.js';
import { createPythonEnvironment } from './packages.js';

const packages = ['dbt-core==1.11.16', 'dbt-duckdb==1.11.1'];

/**
 * Installs dbt with the engine's version, and returns the command that runs it: a Python program and its first
 * arguments. The scripts of an environment know the folder that they were installed to, which gets another name.
 */
export async function installDbt(): Promise<readonly [string, ...string[]]> {
  const engine = version().slice(1);
  const folder = await cached(`dbt-duckdb-1.11.1-duckdb-${engine}`, (target) =>
    createPythonEnvironment(target, ...packages, `duckdb==${engine}`),
  );
  return [join(folder, 'bin/python'), '-m', 'dbt.cli.main'];
}
