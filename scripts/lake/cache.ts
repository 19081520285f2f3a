import { access, mkdir, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

const cache = join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'toast-warehouse');

/**
 * Returns a folder of the user's cache that `fill` fills the first time. `name` contains the version of
 * what is in it, so that a new version gets a folder of its own. A folder that was not filled completely
 * is never seen: it gets its name last.
 * @throws Error with the command that failed and what it printed.
 */
export async function cached(
  name: string,
  fill: (folder: string) => Promise<unknown>,
): Promise<string> {
  const folder = join(cache, name);
  if (await exists(folder)) return folder;
  process.stderr.write(`Installing ${name} for the tests, once.\n`);
  const partial = `${folder}.${process.pid}`;
  await rm(partial, { recursive: true, force: true });
  await mkdir(partial, { recursive: true });
  try {
    await fill(partial);
    await mkdir(dirname(folder), { recursive: true });
    await rename(partial, folder);
  } catch (error) {
    /* Another process may have been faster; then there is nothing left to do. */
    if (!(await exists(folder))) throw notInstalled(name, folder, error);
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
  return folder;
}

function notInstalled(name: string, folder: string, cause: unknown): Error {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new Error(
    `${name} could not be installed for the tests: ${reason}\nFix that, or fill ${folder} by hand, and run them again.`,
    { cause },
  );
}

/** Tells whether a path exists. */
export function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
