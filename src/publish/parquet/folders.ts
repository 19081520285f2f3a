import pLimit from 'p-limit';
import { z } from 'zod';
import type { Store } from '../store/store.js';
import { filesByFolder, foldersPath } from './manifest/layout.js';
import { readManifest } from './write-snapshot.js';

const folders = z.object({
  /** The snapshot that the folders hold. */
  snapshot: z.string(),
  /** Versions by path in the folders. */
  files: z.record(z.string(), z.string()),
});

/* Files that are copied at a time. */
const concurrency = 8;

/**
 * Brings the folders of the tables to the state of the manifest. A file changes at once, so who lists a folder
 * finds each row at most once. It completes what a run that was killed left.
 * @throws ReplacedError when another publisher completed them meanwhile.
 */
export async function updateFolders(store: Store): Promise<void> {
  /* The manifest is read last, and is never older than what the folders hold. */
  const stored = await store.read(foldersPath);
  const current = await readManifest(store);
  if (current === undefined) return;
  const { manifest } = current;
  const known = stored && folders.safeParse(parseJson(stored.text)).data;
  if (known?.snapshot === manifest.snapshot) return;
  const wanted = filesByFolder(manifest);
  const before = new Map(Object.entries(known?.files ?? {}));
  await store.remove([...before.keys()].filter((path) => !wanted.has(path)));
  const limit = pLimit(concurrency);
  const changed = [...wanted].filter(([path, version]) => before.get(path) !== version);
  await Promise.all(changed.map(([path, version]) => limit(() => store.copy(version, path))));
  const text = JSON.stringify({
    snapshot: manifest.snapshot,
    files: Object.fromEntries(wanted),
  } satisfies z.infer<typeof folders>);
  await store.replace(foldersPath, `${text}\n`, stored?.version);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
