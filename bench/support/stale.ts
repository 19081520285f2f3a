import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './toast.js';

/** Warns if the sources are newer than the build, which is what is measured. */
export async function warnWhenStale(): Promise<void> {
  const source = join(root, 'src');
  const files = await readdir(source, { recursive: true });
  const changes = await Promise.all(
    files.filter((file) => file.endsWith('.ts')).map((file) => changedAt(join(source, file))),
  );
  if (Math.max(...changes) <= (await changedAt(join(root, 'dist/cli/base-command.js')))) return;
  console.error('The sources have changed since they were built: npm run build');
}

async function changedAt(path: string): Promise<number> {
  return (await stat(path)).mtimeMs;
}
