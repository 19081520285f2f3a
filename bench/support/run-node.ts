import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { execa } from 'execa';

/** The resources that a process used from start to end; CPU of all its threads. */
export interface Usage {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakMegabytes: number;
}

export interface Ended extends Usage {
  readonly stdout: string;
}

const preload = pathToFileURL(join(import.meta.dirname, 'usage.js')).href;

/**
 * Runs a Node program with `args` in the folder `cwd`, with no environment variable but PATH.
 * @throws Error with its stderr when its exit code is not 0.
 */
export async function runNode(args: readonly string[], cwd: string): Promise<Ended> {
  const folder = await mkdtemp(join(tmpdir(), 'toast-usage-'));
  const file = join(folder, 'usage.json');
  try {
    const startedAt = performance.now();
    const { stdout } = await execa(process.execPath, ['--import', preload, ...args], {
      ...environmentOf(cwd, { TOAST_BENCH_USAGE: file }),
      maxBuffer: 1e9,
    });
    const seconds = (performance.now() - startedAt) / 1000;
    const used = JSON.parse(await readFile(file, 'utf8')) as Omit<Usage, 'seconds'>;
    return { seconds, ...used, stdout };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** Measures the seconds from the start of a Node program to its end, with nothing preloaded. */
export async function timeNode(args: readonly string[], cwd: string): Promise<number> {
  const startedAt = performance.now();
  await execa(process.execPath, args, environmentOf(cwd));
  return (performance.now() - startedAt) / 1000;
}

function environmentOf(cwd: string, more: Record<string, string> = {}) {
  const env = { PATH: process.env.PATH ?? '', HOME: cwd, TZ: 'UTC', ...more };
  return { cwd, env, extendEnv: false };
}
