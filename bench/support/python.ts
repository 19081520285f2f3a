import { access, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import type { Usage } from './run-node.js';

const peers = join(import.meta.dirname, '../peers');
const environment = join(peers, '.venv');
const python = join(environment, 'bin/python');

/**
 * Installs what the peers need into a virtual environment of the benchmark, unless it is there.
 * @throws Error that says what is missing.
 */
export async function installPeers(): Promise<void> {
  if (await runs(['-c', 'import dlt, duckdb'])) return;
  const install = async (what: string, file: string, args: readonly string[]) => {
    try {
      await execa(file, args, { stdout: 'ignore' });
    } catch (cause) {
      await rm(environment, { recursive: true, force: true });
      throw new Error(`This benchmark needs ${what}, which failed: ${file} ${args.join(' ')}`, {
        cause,
      });
    }
  };
  await install('Python 3 with venv', 'python3', ['-m', 'venv', environment]);
  const requirements = join(peers, 'requirements.txt');
  const pip = ['-m', 'pip', 'install', '--quiet', '--requirement', requirements];
  await install('dlt, installed by pip', python, pip);
}

/**
 * Runs the dlt pipeline with options in an empty folder, and returns its usage and its result.
 * @throws Error with its stderr when its exit code is not 0.
 */
export async function runPipeline(
  options: object,
): Promise<{ usage: Usage; result: { orders: number } }> {
  const folder = await mkdtemp(join(tmpdir(), 'toast-dlt-'));
  const usageFile = join(folder, 'usage.json');
  const argument = {
    ...options,
    ...{ folder, usage: usageFile, database: join(folder, 'dlt.duckdb') },
  };
  try {
    const startedAt = performance.now();
    const { stdout } = await execa(python, [join(peers, 'pipeline.py'), JSON.stringify(argument)], {
      cwd: folder,
      env: environmentOf(folder),
      extendEnv: false,
    });
    const seconds = (performance.now() - startedAt) / 1000;
    const used = JSON.parse(await readFile(usageFile, 'utf8')) as Omit<Usage, 'seconds'>;
    const result = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as { orders: number };
    return { usage: { seconds, ...used }, result };
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function runs(args: readonly string[]): Promise<boolean> {
  const isThere = await access(python).then(
    () => true,
    () => false,
  );
  return isThere && !(await execa(python, args, { reject: false })).failed;
}

function environmentOf(home: string): Record<string, string> {
  return {
    PATH: process.env.PATH ?? '',
    HOME: home,
    TZ: 'UTC',
    RUNTIME__DLTHUB_TELEMETRY: 'false',
  };
}
