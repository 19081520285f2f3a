import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build, transform } from 'esbuild';
import lock from '../package-lock.json' with { type: 'json' };
import { type Bundled, bundledPackages, isAllowed } from './licenses.js';

/*
 * Bundles the page of the report with the libraries that draw it, so that an installation carries what is
 * used of them and nothing else: npm run build. Replaces what tsc made of the same folder.
 */
const root = join(import.meta.dirname, '..');
const from = join(root, 'src/report/page');
const to = join(root, 'dist/report/page');

/* Gives the paths of the sources whose code is in the bundle. */
async function bundle(): Promise<readonly string[]> {
  const { metafile } = await build({
    entryPoints: [join(from, 'render-page.tsx')],
    outfile: join(to, 'render-page.js'),
    absWorkingDir: root,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    minify: true,
    metafile: true,
    legalComments: 'eof',
    /* Without it, ECharts checks its options as it does for those who develop with it. */
    define: { 'process.env.NODE_ENV': '"production"' },
    banner: {
      js: '/*! With libraries under their own licenses: see NOTICE.txt beside this file. */',
    },
    logLevel: 'warning',
  });
  const used = Object.values(metafile.outputs).flatMap(({ inputs }) => Object.entries(inputs));
  return used.filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([source]) => source);
}

/* The style sheets and the script are read as files. */
async function minifyAssets(): Promise<void> {
  await mkdir(join(to, 'assets'), { recursive: true });
  for (const file of await readdir(join(from, 'assets'))) {
    const text = await readFile(join(from, 'assets', file), 'utf8');
    const loader = file.endsWith('.css') ? 'css' : 'js';
    const { code } = await transform(text, { loader, minify: true, target: 'es2022' });
    await writeFile(join(to, 'assets', file), code);
  }
}

/* Puts the notices and licenses of packages one after the other, as they come with them. */
async function noticeOf(packages: readonly Bundled[]): Promise<string> {
  const texts = packages.map(async ({ id, license, folder }) => {
    const files = await filesOf(join(root, folder));
    if (files.length === 0) throw new Error(`${id} comes without the text of its license.`);
    const contents = await Promise.all(files.map((file) => readFile(file, 'utf8')));
    return [`${id} (${license})`, ...contents].map((text) => text.trim());
  });
  const intro =
    'The page of the report is drawn by these libraries, parts of which are in this folder.';
  return `${[intro, ...(await Promise.all(texts)).flat()].join(`\n\n${'-'.repeat(72)}\n\n`)}\n`;
}

async function filesOf(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const found = entries.filter(({ name }) => /^(notice|licen[cs]e)/i.test(name)).toReversed();
  const paths = found.map(async (entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? (await readdir(path)).map((name) => join(path, name)) : [path];
  });
  return (await Promise.all(paths)).flat();
}

await rm(to, { recursive: true, force: true });
const [sources] = await Promise.all([bundle(), minifyAssets()]);
const packages = bundledPackages(lock, sources);
const refused = packages.filter(({ license }) => !isAllowed(license));
if (refused.length > 0) {
  throw new Error(`License not allowed: ${refused.map(({ id }) => id).join(', ')}.`);
}
await writeFile(join(to, 'NOTICE.txt'), await noticeOf(packages));
