import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadProject } from '../src/transform/project/load-project.js';
import { renderPages } from './schema-docs/pages.js';

const root = join(import.meta.dirname, '..');

/* Writes docs/schema.md and the generated part of docs/from-fivetran.md: npm run docs:schema. */
for (const [path, text] of await renderPages(root, await loadProject(root))) {
  await writeFile(path, text);
}
