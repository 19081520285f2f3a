import { NotFoundError } from '../../errors.js';
import type { VersionedResource } from '../../resources/resource.js';
import type { Pages } from './fetched-pages.js';

const nothing = Buffer.from('[]');

/**
 * Reads what has a version of its own when that moved from `known`. Keeps nothing when it did not,
 * and an empty list when Toast has nothing (404: no menu was published, spec menus.yaml).
 */
export async function readVersion(
  pages: Pages,
  resource: VersionedResource,
  known: string | undefined,
): Promise<void> {
  try {
    const metadata = await pages.single({}, resource.versionPath);
    if (known !== undefined && versionOf(metadata, resource) === known) return;
    await pages.keepSingle(await pages.single());
  } catch (error) {
    if (!(error instanceof NotFoundError)) throw error;
    await pages.discard();
    await pages.keep(nothing);
  }
}

function versionOf(metadata: Buffer, { versionField }: VersionedResource): unknown {
  try {
    return (JSON.parse(metadata.toString('utf8')) as Record<string, unknown>)[versionField];
  } catch {
    return undefined;
  }
}
