import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, statSync, type Dirent } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DEMO_CLIENT_ID } from 'toast-simulator';
import { tempDir } from '../../support/temp-dir.js';
import { sightings } from './sightings.js';

const bin = join(import.meta.dirname, '../../../bin/run.js');
export const secret = 'canary "secret" +/=?&é\\';
export const key = Buffer.from('canary key of thirty-two bytes..').toString('base64url') + '=';
export const otherKey = Buffer.from('canary key that is another one..').toString('base64url') + '=';
/* So that no line is broken within a secret. */
const wide = { OCLIF_COLUMNS: '100000' };

export interface Run {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Makes a folder with a configuration, to run commands in it and look for secrets. */
export async function secretWorkplace(
  url: string,
  token: string,
  more: Record<string, unknown> = {},
) {
  const folder = await tempDir();
  const configuration = join(folder, 'configuration.json');
  const secrets = { secret, key, otherKey, token };
  const fields = { clientId: DEMO_CLIENT_ID, clientSecret: secret, domain: url, key };
  const start = { initialSyncStart: '2026-03-01T00:00:00Z', backfillPauseSeconds: 0 };
  await writeFile(configuration, JSON.stringify({ ...fields, ...start, ...more }), { mode: 0o600 });

  const files = () => filesIn(folder).filter((file) => file !== configuration);
  const found = new Set<string>();
  const look = (place: string, content: Buffer | string) => {
    for (const name of sightings(content, secrets)) found.add(`${name} in ${place}`);
  };
  const lookAtFiles = () => {
    for (const file of files()) look(file, contentOf(file));
  };
  /* Reading all of the database every time takes longer than what the command does. */
  const seen = new Map<string, string>();
  const lookAtChangedFiles = () => {
    for (const file of files()) {
      const version = versionOf(file);
      if (seen.get(file) === version) continue;
      seen.set(file, version);
      look(file, contentOf(file));
    }
  };

  /** Runs a command with all that is logged for debugging; looks at it while it runs and after. */
  const run = async (args: string[], environment: Record<string, string> = {}): Promise<Run> => {
    const child = spawn(process.execPath, [bin, ...args], {
      cwd: folder,
      env: { PATH: process.env.PATH, HOME: folder, TZ: 'UTC', DEBUG: '*', ...wide, ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const output = { stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text) => (output.stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text) => (output.stderr += text));
    const watch = setInterval(() => {
      look('the command line', contentOf(`/proc/${child.pid}/cmdline`));
      lookAtChangedFiles();
    }, 300);
    const [exitCode] = (await once(child, 'close')) as [number | null];
    clearInterval(watch);
    look(`stdout of ${args.join(' ')}`, output.stdout);
    look(`stderr of ${args.join(' ')}`, output.stderr);
    lookAtFiles();
    return { exitCode, ...output };
  };
  return { folder, configuration, run, found: () => [...found] };
}

/* All files below a folder, which may be gone meanwhile, as that of the pages is at the end of a run. */
function filesIn(folder: string): string[] {
  return entriesOf(folder).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesIn(path) : [path];
  });
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

/* Tells one state of a file from the next; it may be gone meanwhile. */
function versionOf(file: string): string {
  const { ino, size, mtimeNs, ctimeNs } =
    statSync(file, { bigint: true, throwIfNoEntry: false }) ?? {};
  return [ino, size, mtimeNs, ctimeNs].join();
}

/* Reads a file that may be gone meanwhile: pages and logs of the database come and go. */
function contentOf(file: string): Buffer | string {
  try {
    return readFileSync(file);
  } catch {
    return '';
  }
}
