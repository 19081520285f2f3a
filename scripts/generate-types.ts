import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readCatalogue } from './fields/catalogue.js';
import { renderTypes } from './fields/render-types.js';

/* Writes macros/types from the field catalogue in fields: npm run fields:types. */
const root = join(import.meta.dirname, '..');
const folder = join(root, 'macros/types');
await rm(folder, { recursive: true, force: true });
await mkdir(folder);
for (const [path, text] of renderTypes(root, await readCatalogue(root))) {
  await writeFile(path, text);
}
