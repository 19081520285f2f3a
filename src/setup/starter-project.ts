import { cp, mkdir, readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { UsageError } from '../errors.js';

/**
 * Copies the starter project for own models from `templates` into `folder`, which is created.
 * @throws UsageError if the folder has files in it.
 */
export async function writeStarterProject(templates: string, folder: string): Promise<string> {
  const target = resolve(folder);
  await mkdir(target, { recursive: true });
  if ((await readdir(target)).length > 0) {
    throw new UsageError(`${target} is not empty.`, {
      suggestion: 'Name a new folder with --project, or add your models to the project there.',
    });
  }
  await cp(join(templates, 'project'), target, { recursive: true });
  return target;
}
