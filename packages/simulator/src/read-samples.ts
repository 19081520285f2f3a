import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Json } from './world/contract/json.js';

/** The orders among recorded responses: every file `order-*.json` of the folder, by its name. */
export async function readSampleOrders(folder: string): Promise<readonly Json[]> {
  const names = (await readdir(folder)).filter((name) => /^order-.*\.json$/.test(name)).sort();
  return Promise.all(
    names.map(async (name) => JSON.parse(await readFile(join(folder, name), 'utf8')) as Json),
  );
}
