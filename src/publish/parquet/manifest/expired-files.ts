import type { Manifest } from './manifest.js';
import { allFiles, startOfVersion } from './layout.js';

/*
 * How long files are kept that the manifest does not name any more. A query that began with an earlier
 * manifest has ended by then, and so has a publish whose files no manifest names yet.
 */
export const keptForMs = 24 * 60 * 60_000;

/**
 * Chooses the files to remove of those that are in `versions`: none that the manifest names or that it
 * replaced a short time ago. `forbidden` are files that must not be read any more.
 */
export function expiredFiles(
  paths: readonly string[],
  manifest: Manifest,
  forbidden: readonly string[],
  now: number,
): string[] {
  const named = new Set([...allFiles(manifest), ...manifest.replaced].map(({ path }) => path));
  return paths.filter(
    (path) =>
      !named.has(path) && (forbidden.includes(path) || startOfVersion(path) < now - keptForMs),
  );
}
