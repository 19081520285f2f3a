import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { databaseBytes } from './database.js';
import { serverSettings, type PublishServers } from './publish-servers.js';
import type { Usage } from './run-node.js';
import { toast } from './toast.js';
import type { BenchWorld } from './world.js';

/** A target of the benchmark: its entry in the configuration, and how much it takes. */
export interface BenchTarget {
  readonly name: string;
  readonly settings: Readonly<Record<string, unknown>>;
  bytes(): Promise<{ bytes: number; files: number }>;
}

export const targetNames = ['duckdb', 'parquet', 'parquet-s3', 'ducklake', 'ducklake-s3'] as const;

/** Creates an empty target of each kind that is named. */
export async function createTargets(
  { path }: BenchWorld,
  servers: PublishServers,
  names: readonly string[],
): Promise<BenchTarget[]> {
  const targets: BenchTarget[] = [];
  for (const name of names) targets.push(await createTarget(name, path, servers));
  return targets;
}

async function createTarget(
  name: string,
  path: (name: string) => string,
  servers: PublishServers,
): Promise<BenchTarget> {
  const file = path('published.duckdb');
  const { password } = servers.postgres;
  switch (name) {
    case 'duckdb':
      return {
        name,
        settings: { to: file },
        bytes: async () => ({ bytes: await databaseBytes(file), files: 1 }),
      };
    case 'parquet': {
      const folder = path('parquet');
      return { name, settings: { to: `${folder}/` }, bytes: () => sizeOf(folder) };
    }
    case 'parquet-s3': {
      const { address, folder } = await servers.newBucket();
      return { name, settings: { to: address }, bytes: () => sizeOf(folder) };
    }
    case 'ducklake': {
      const folder = path('lake');
      const to = await servers.newCatalog();
      return { name, settings: { to, password, data: `${folder}/` }, bytes: () => sizeOf(folder) };
    }
    case 'ducklake-s3': {
      const { address, folder } = await servers.newBucket();
      const to = await servers.newCatalog();
      return { name, settings: { to, password, data: address }, bytes: () => sizeOf(folder) };
    }
    default:
      throw new RangeError(`--targets ${name} is none of ${targetNames.join(', ')}.`);
  }
}

/** Adds targets and servers to the configuration of a world. */
export async function configureTargets(
  { folder }: BenchWorld,
  servers: PublishServers,
  targets: readonly BenchTarget[],
): Promise<void> {
  const file = join(folder, 'configuration.json');
  const configuration = JSON.parse(await readFile(file, 'utf8')) as object;
  const publish = Object.fromEntries(targets.map(({ name, settings }) => [name, settings]));
  const text = JSON.stringify({ ...configuration, ...serverSettings(servers), publish });
  await writeFile(file, text, { mode: 0o600 });
}

/** Runs `toast publish` of a database to a target. */
export async function publish(
  { folder }: BenchWorld,
  database: string,
  target: string,
  ...flags: readonly string[]
): Promise<{ usage: Usage; rows: number }> {
  const { usage, result } = await toast<{
    targets: { error?: string; details: { written: number }[] }[];
  }>(folder, ['publish', target, '--database', database, ...flags]);
  const details = result.targets.flatMap((each) => each.details);
  return { usage, rows: details.reduce((sum, { written }) => sum + written, 0) };
}

/* Two names of one file, as a local Parquet target has, take its space once. */
async function sizeOf(folder: string): Promise<{ bytes: number; files: number }> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile() && !entry.parentPath.includes('.sgwtmp'))
    .map(({ parentPath, name }) => join(parentPath, name));
  const files = new Map<number, number>();
  for (const path of paths) {
    const { ino, size } = await stat(path);
    files.set(ino, size);
  }
  return { bytes: [...files.values()].reduce((sum, size) => sum + size, 0), files: files.size };
}
