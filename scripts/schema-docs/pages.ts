import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Project } from '../../src/transform/project/model.js';
import { formatText } from '../format-text.js';
import { readSchema } from './read-schema.js';
import { renderReference } from './render-reference.js';
import { renderSchema } from './render-schema.js';

/**
 * Generates the pages of the project, which was loaded from the folder `root`, and gives their text by path.
 * The page about the reference schema is only generated when the schema's CSV is present.
 */
export async function renderPages(root: string, project: Project): Promise<Map<string, string>> {
  const areas = await readSchema(project);
  const pages = new Map([[join(root, 'docs/schema.md'), renderSchema(areas)]]);
  const csv = await readFile(join(root, '../shared/reference/erd-columns.csv'), 'utf8').catch(
    () => undefined,
  );
  if (csv !== undefined) {
    const path = join(root, 'docs/from-fivetran.md');
    const page = fill(await readFile(path, 'utf8'), renderReference(csv, areas));
    pages.set(path, await formatText(root, path, page));
  }
  return pages;
}

/* Replaces the text between the marks. */
function fill(page: string, generated: string): string {
  const [start, end] = ['<!-- tables -->', '<!-- end of tables -->'];
  const from = page.indexOf(start);
  const to = page.indexOf(end);
  if (from < 0 || to < from) throw new Error(`The page has no marks ${start} and ${end}.`);
  return `${page.slice(0, from)}${start}\n\n${generated}\n\n${page.slice(to)}`;
}
