import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const packageFolder = fileURLToPath(new URL('..', import.meta.url));

/**
 * Returns the address of a page of the documentation: on the web if package.json names a repository, or
 * else of the copy that is installed with the package. `page` is its name, perhaps with a heading, as
 * `operations#recovering`.
 */
export function documentationUrl(page: string, folder = packageFolder): string {
  const [name = '', heading] = page.split('#');
  const fragment = heading === undefined ? '' : `#${heading}`;
  const { version, repository } = JSON.parse(
    readFileSync(join(folder, 'package.json'), 'utf8'),
  ) as { version: string; repository?: string | { url: string } };
  const url = typeof repository === 'string' ? repository : repository?.url;
  if (url !== undefined) {
    const site = url.replace(/^git\+/, '').replace(/\.git$/, '');
    return `${site}/blob/v${version}/docs/${name}.md${fragment}`;
  }
  return `${pathToFileURL(join(folder, 'docs', `${name}.md`)).href}${fragment}`;
}
