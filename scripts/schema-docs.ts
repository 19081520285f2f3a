import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { renderPages } from './schema-docs/pages.js';

/* Writes docs/schema.md and the generated part of docs/from-fivetran.md: npm run docs:schema. */
for (const [path, text] of await renderPages(join(import.meta.dirname, '..'))) {
  await writeFile(path, text);
}
