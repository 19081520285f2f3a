import type { PublishRequest } from '../publisher.js';
import { FolderStore } from '../store/folder-store.js';
import { S3Store } from '../store/s3-store.js';
import type { Store } from '../store/store.js';

/* Only the owner reads what nobody was allowed to read. */
const privateMode = 0o600;

/** Returns the place that a Parquet target is in. Nothing is read yet. */
export function openStore({
  target: { location, mode },
  settings,
  runtime,
  signal,
}: Pick<PublishRequest<'parquet'>, 'target' | 'settings' | 'runtime' | 'signal'>): Store {
  return location.isRemote
    ? new S3Store(location.folder, { settings: settings.s3, runtime, signal })
    : new FolderStore(location.folder, mode ?? privateMode);
}
