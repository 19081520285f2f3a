import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { expect, it } from 'vitest';
import { renderPages } from '../../../scripts/schema-docs/pages.js';
import { bundledProject } from '../../support/bundled-project.js';
import { Workbench } from '../models/support/workbench.js';
import { pageQueries, root } from './support/page-queries.js';

it('the generated pages are up to date with the models: if not, run npm run docs:schema', async () => {
  const pages = await renderPages(root, await bundledProject());
  const reference = existsSync(join(root, '../shared/reference/erd-columns.csv'));
  expect([...pages.keys()].map((path) => relative(root, path))).toEqual([
    'docs/schema.md',
    ...(reference ? ['docs/from-fivetran.md'] : []),
  ]);
  for (const [path, text] of pages) expect(await readFile(path, 'utf8')).toBe(text);
});

it('the queries on the page for Fivetran users are valid', async () => {
  const all = await pageQueries('from-fivetran.md');
  const queries = all.map(({ sql }) => sql).filter((sql) => !sql.includes('_fivetran_'));
  expect(queries.length).toBeGreaterThan(5);
  const workbench = await Workbench.open();
  try {
    await workbench.transform({ select: ['path:models/core'] });
    for (const query of queries) expect(await workbench.query(query)).toEqual([]);
  } finally {
    await workbench.close();
  }
});
