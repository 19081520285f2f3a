import type { Stats } from 'node:fs';
import { lstat, rm } from 'node:fs/promises';
import { DatabaseError } from '../errors.js';
import { resolveDatabasePath } from './database-path.js';
import { neighbours } from './file-permissions.js';
import { isDemo } from './state/demo-mark.js';
import { Warehouse } from './warehouse.js';

/**
 * Removes the database at `path` and its write-ahead log if `toast demo` made them. There may be none.
 * @throws DatabaseError if anything else has that name or is in the place of its neighbours, if the
 *   database cannot be read, or if another process writes it. Nothing is removed then.
 */
export async function removeDemoDatabase(path: string): Promise<void> {
  const absolute = await resolveDatabasePath(path);
  const found = await examine(absolute);
  if (found === undefined) {
    await assertNoNeighbours(absolute);
    return;
  }
  if (!found.isFile() || !(await wasMadeByDemo(absolute))) {
    throw refusal(`${absolute} was not made by \`toast demo\`, so it is not replaced.`);
  }
  for (const file of [absolute, `${absolute}.wal`]) await rm(file, { force: true });
}

async function wasMadeByDemo(path: string): Promise<boolean> {
  const warehouse = await Warehouse.open(path, { mode: 'read' });
  try {
    return await warehouse.with(isDemo);
  } finally {
    warehouse.close();
  }
}

/* The engine would read such a log, and an extraction would empty such a spool. */
async function assertNoNeighbours(path: string): Promise<void> {
  for (const file of neighbours.map((suffix) => `${path}${suffix}`)) {
    if ((await examine(file)) === undefined) continue;
    throw refusal(`${file} exists without a demo database, so it is not replaced.`);
  }
}

function refusal(message: string): DatabaseError {
  return new DatabaseError(message, {
    suggestion: 'Use --database to name another file, or move this one away.',
  });
}

/* A path that cannot be examined cannot be opened either, and the engine explains why. */
function examine(path: string): Promise<Stats | undefined> {
  return lstat(path).catch(() => undefined);
}
