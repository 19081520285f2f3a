import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readCatalogue } from '../../../scripts/fields/catalogue.js';
import { renderTypes } from '../../../scripts/fields/render-types.js';

const root = join(import.meta.dirname, '../../..');
const folder = join(root, 'macros/types');

it('macros/types is generated from the field catalogue: if not, run npm run fields:types', async () => {
  const files = renderTypes(root, await readCatalogue(root));
  const present = (await readdir(folder)).map((file) => join(folder, file));
  expect(present.toSorted()).toEqual([...files.keys()].toSorted());
  for (const [path, text] of files) {
    expect(await readFile(path, 'utf8'), path).toBe(text);
    expect(text.split('\n')[0], path).toContain('Generated from fields/');
  }
});

it('a field with a struct type has fields of its own to read', async () => {
  const files = renderTypes(root, await readCatalogue(root));
  for (const [path, text] of files) expect(text, path).not.toMatch(/\{\s*\}|STRUCT/);
});
