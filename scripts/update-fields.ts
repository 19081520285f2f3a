import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readCatalogue, writeApi } from './fields/catalogue.js';
import { readDefinitions, update } from './fields/openapi.js';

/*
 * Brings the field catalogue up to date with Toast's OpenAPI definitions, which are not part of this
 * repository: npm run fields:update -- <folder>. The folder holds one YAML file for each API, named
 * as in fields (orders.yaml for orders.json); an API without a file stays as it is. DuckDB types of
 * known fields are kept. New fields have none until somebody adds one, and are not read.
 */
const root = join(import.meta.dirname, '..');
const [, , folder] = process.argv;
if (folder === undefined) {
  throw new Error('Name the folder with the OpenAPI files: npm run fields:update -- <folder>');
}
for (const [name, api] of await readCatalogue(root)) {
  const text = await readFile(join(folder, `${name}.yaml`), 'utf8').catch(() => undefined);
  if (text === undefined) continue;
  await writeApi(root, name, update(api, readDefinitions(text, Object.keys(api.definitions))));
}
