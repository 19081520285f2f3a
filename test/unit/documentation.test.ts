import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { documentationUrl } from '../../src/documentation.js';
import { tempDir } from '../support/temp-dir.js';

it.each(['configuration', 'operations#recovering'])(
  'the link to %s leads to a page and a heading that the package has',
  async (page) => {
    const { pathname, hash } = new URL(documentationUrl(page));
    const name = /\/docs\/(\w+\.md)$/.exec(pathname)?.[1] ?? '';
    const text = await readFile(join(import.meta.dirname, '../../docs', name), 'utf8');
    expect(text.toLowerCase()).toContain(`# ${hash.slice(1)}`);
  },
);

it.each(['https://example.com/toast', { type: 'git', url: 'git+https://example.com/toast.git' }])(
  'a link leads to the repository that package.json names: %j',
  async (repository) => {
    const folder = await tempDir();
    await writeFile(join(folder, 'package.json'), JSON.stringify({ version: '1.2.3', repository }));
    expect(documentationUrl('operations#recovering', folder)).toBe(
      'https://example.com/toast/blob/v1.2.3/docs/operations.md#recovering',
    );
  },
);
