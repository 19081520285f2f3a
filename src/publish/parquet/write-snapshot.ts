import { labelOf } from '../plan/published-table.js';
import type { PublishRequest } from '../publisher.js';
import { ReplacedError, type Store } from '../store/store.js';
import { replacedFiles } from './tables/compare-manifest.js';
import { expiredFiles, keptForMs } from './manifest/expired-files.js';
import { identityOf } from './identity.js';
import { forbiddenFiles, manifestTable, type InspectedTable } from './tables/inspect-table.js';
import { allFiles, newSnapshot, versionsFolder } from './manifest/layout.js';
import {
  manifestPath,
  newManifest,
  parseManifest,
  serializeManifest,
  type Manifest,
} from './manifest/manifest.js';
import { writeFiles } from './write-files.js';

/** A manifest with the version of its file, which writing the next one needs. */
export interface StoredManifest {
  readonly manifest: Manifest;
  readonly version: string;
}

/** Reads the manifest of a target; undefined if nothing was published there. */
export async function readManifest(store: Store): Promise<StoredManifest | undefined> {
  const stored = await store.read(manifestPath);
  if (stored === undefined) return undefined;
  return { manifest: parseManifest(stored.text, store.name), version: stored.version };
}

/**
 * Writes the files that changed and then the manifest that names them, which is when readers see them.
 * @throws ReplacedError when another publish wrote a manifest meanwhile; the files are removed then.
 */
export async function writeSnapshot(
  store: Store,
  { source, runtime }: Pick<PublishRequest, 'source' | 'runtime'>,
  previous: StoredManifest | undefined,
  inspected: readonly InspectedTable[],
): Promise<Manifest> {
  const snapshot = newSnapshot(runtime);
  const files = await writeFiles(source.connection, store, snapshot, inspected);
  const tables = inspected
    .map((table, i) => manifestTable(table, files[i] ?? []))
    .toSorted((a, b) => (labelOf(a) < labelOf(b) ? -1 : 1));
  const now = runtime.now();
  const publishedAt = new Date(now).toISOString();
  const forbidden = forbiddenFiles(previous?.manifest, tables);
  const replaced = [
    ...(previous?.manifest.replaced ?? []).filter(({ at }) => Date.parse(at) > now - keptForMs),
    ...replacedFiles(previous?.manifest, inspected).map((path) => ({ path, at: publishedAt })),
  ].filter(({ path }) => !forbidden.includes(path));
  const manifest = newManifest({
    ...{ snapshot, publishedAt, source: await identityOf(source), run: await source.lastRun() },
    ...{ tables, replaced },
  });
  try {
    await store.replace(manifestPath, serializeManifest(manifest), previous?.version);
  } catch (error) {
    /* After another error, the manifest may have been written all the same. */
    if (error instanceof ReplacedError) {
      const written = allFiles(manifest).map(({ path }) => path);
      await store.remove(
        written.filter((path) => path.startsWith(`${versionsFolder}/${snapshot}/`)),
      );
    }
    throw error;
  }
  return manifest;
}

/** Removes the files that no reader needs any more, and those that must not be read any more. */
export async function removeExpired(
  store: Store,
  previous: Manifest | undefined,
  manifest: Manifest,
  now: number,
): Promise<void> {
  const forbidden = forbiddenFiles(previous, manifest.tables);
  const paths = await store.list(versionsFolder);
  await store.remove(expiredFiles(paths, manifest, forbidden, now));
}
