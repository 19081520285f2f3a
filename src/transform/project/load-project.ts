import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { ModelError, UsageError } from '../../errors.js';
import type { Project, SourceFile } from './model.js';
import { parseProject } from './parse-project.js';
import { YamlFile } from './yaml-file.js';

/**
 * Loads the dbt project in the folder `dir`: dbt_project.yml, models and macros. `targetSchema` is
 * the schema of models that do not set one.
 * @throws UsageError when the folder has no dbt_project.yml; ModelError, with file and line, when the
 *   project is invalid or has no models.
 */
export async function loadProject(dir: string, targetSchema = 'toast'): Promise<Project> {
  const project = await read(dir, join(dir, 'dbt_project.yml')).catch((cause: unknown) => {
    throw new UsageError(`There is no readable dbt_project.yml in ${dir}.`, {
      suggestion: 'Set --project-dir to the folder that contains it.',
      cause,
    });
  });
  const yaml = new YamlFile(project);
  const folders = (key: string, fallback: string) => {
    const configured = yaml.list([key]).map(String);
    return configured.length > 0 ? configured : [fallback];
  };
  const modelFolders = folders('model-paths', 'models');
  const models = await readAll(dir, modelFolders, /\.(sql|ya?ml)$/);
  if (!models.some(({ file }) => file.endsWith('.sql'))) {
    const where = modelFolders.map((folder) => join(dir, folder)).join(', ');
    throw new ModelError(`There are no models in ${where}.`, {
      suggestion: 'Add .sql files there, or set `model-paths` in dbt_project.yml.',
    });
  }
  return parseProject(
    {
      project,
      models,
      macros: await readAll(dir, folders('macro-paths', 'macros'), /\.sql$/),
    },
    targetSchema,
  );
}

async function readAll(
  dir: string,
  folders: readonly string[],
  pattern: RegExp,
): Promise<SourceFile[]> {
  const files: SourceFile[] = [];
  for (const folder of folders) {
    const entries = await readdir(join(dir, folder), { recursive: true }).catch(() => []);
    const paths = entries.filter((entry) => pattern.test(entry)).sort();
    for (const path of paths) files.push(await read(dir, join(dir, folder, path)));
  }
  return files;
}

async function read(dir: string, path: string): Promise<SourceFile> {
  return {
    file: relative(dir, path).split(sep).join('/'),
    text: await readFile(path, 'utf8'),
  };
}
