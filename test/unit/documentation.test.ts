import { readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import stringWidth from 'string-width';
import { expect, it } from 'vitest';
import { documentationUrl } from '../../src/documentation.js';
import { tempDir } from '../support/temp-dir.js';

const root = join(import.meta.dirname, '../..');
const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => [file, readFileSync(join(root, 'src', file), 'utf8')] as const);

it('every link in a message leads to a page and a heading that the package has', () => {
  const pages = sources.flatMap(([, text]) =>
    Array.from(
      text.matchAll(/(?:documentationUrl\(|page: |recovering = )'([\w#-]+)'/g),
      ([, page]) => page ?? '',
    ),
  );
  expect(pages).toContain('operations#recovering');
  for (const page of pages) {
    const { pathname, hash } = new URL(documentationUrl(page));
    const name = /\/docs\/([\w-]+\.md)$/.exec(pathname)?.[1] ?? '';
    const headings = readFileSync(join(root, 'docs', name), 'utf8').match(/^#+ .*/gm) ?? [];
    const anchors = headings.map((heading) =>
      heading
        .replace(/^#+ /, '#')
        .toLowerCase()
        .replaceAll(' ', '-')
        .replace(/[^#\w-]/g, ''),
    );
    expect(['', ...anchors], page).toContain(hash);
  }
});

it('every screen that a page shows fits a terminal of 80 columns', () => {
  const pages = readdirSync(join(root, 'docs')).filter((page) => page.endsWith('.md'));
  const screens = pages.flatMap((page) => {
    const text = readFileSync(join(root, 'docs', page), 'utf8');
    return Array.from(
      text.matchAll(/^```\n\$ toast [^]*?^```/gm),
      ([screen]) => [page, screen] as const,
    );
  });
  expect(screens.length).toBeGreaterThan(5);
  const wide = screens.flatMap(([page, screen]) =>
    screen
      .split('\n')
      .filter((line) => stringWidth(line) > 80)
      .map((line) => `${page}: ${line}`),
  );
  expect(wide).toEqual([]);
});

it('no message names a page by its path in the repository', () => {
  const naming = sources.filter(([, text]) =>
    /docs\/[\w-]+\.md/.test(text.replace(/\/\*[^]*?\*\//g, '')),
  );
  expect(naming.map(([file]) => file)).toEqual([]);
});

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
