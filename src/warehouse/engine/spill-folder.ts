import { randomUUID } from 'node:crypto';
import { readdir, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

const dayMs = 24 * 60 * 60_000;

/**
 * Returns the folder in which the engine puts what does not fit into memory. It creates the folder when it
 * needs it, and removes it in the end. Two processes must not share one: they write to files of the same
 * names, and crash or read each other's rows. A writer is alone; a reader gets a folder of its own, and
 * removes those of readers that were killed more than a day ago.
 */
export async function spillFolder(database: string, isReader: boolean): Promise<string> {
  if (!isReader) return `${database}.tmp`;
  for (const { path, pid } of await foldersOfReaders(database)) {
    if (!isAlive(pid) && (await isOld(path))) {
      await rm(path, { recursive: true, force: true }).catch(() => undefined);
    }
  }
  return `${database}.${process.pid}-${randomUUID().slice(0, 8)}.tmp`;
}

async function foldersOfReaders(database: string): Promise<{ path: string; pid: number }[]> {
  const names = await readdir(dirname(database)).catch(() => []);
  const start = `${basename(database)}.`;
  return names.flatMap((name) => {
    const [, pid] = /^(\d+)-[\da-f]{8}\.tmp$/.exec(name.slice(start.length)) ?? [];
    if (!name.startsWith(start) || pid === undefined) return [];
    return [{ path: join(dirname(database), name), pid: Number(pid) }];
  });
}

/* In another container, a process may have a number that is not alive here; so the age counts too. */
function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

async function isOld(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found !== undefined && found.mtimeMs < Date.now() - dayMs;
}
