import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Json } from './world/contract/json.js';

/**
 * Reads recorded orders: every file `order-*.json` of a folder, sorted by name. Rejects when the
 * folder or a file cannot be read.
 */
export async function readSampleOrders(folder: string): Promise<readonly Json[]> {
  const names = (await readdir(folder)).filter((name) => /^order-.*\.json$/.test(name)).sort();
  return Promise.all(
    names.map(async (name) => JSON.parse(await readFile(join(folder, name), 'utf8')) as Json),
  );
}
