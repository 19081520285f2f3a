import { join } from 'node:path';
import { ModelError, ToastError, UsageError } from '../../errors.js';
import type { Project, SourceFile } from './model.js';
import { parseProject } from './parse-project.js';
import { ProjectFolder } from './project-folder.js';
import { YamlFile } from './yaml-file.js';

/**
 * Loads the dbt project in the folder `dir`: dbt_project.yml, models and macros. `targetSchema` is
 * the schema of models that do not set one.
 * @throws UsageError when the folder has no dbt_project.yml; ModelError, with file and line, when the
 *   project is invalid, has no models, or names files outside of its folder.
 */
export async function loadProject(dir: string, targetSchema = 'toast'): Promise<Project> {
  const { files, project } = await openProject(dir);
  const yaml = new YamlFile(project);
  const readAll = async (key: string, fallback: string, pattern: RegExp) => {
    const configured = yaml.list([key]).map(String);
    const folders = configured.length > 0 ? configured : [fallback];
    const found: SourceFile[] = [];
    for (const folder of folders) found.push(...(await files.readAll(folder, pattern)));
    return { folders, found };
  };
  const models = await readAll('model-paths', 'models', /\.(sql|ya?ml)$/);
  if (!models.found.some(({ file }) => file.endsWith('.sql'))) {
    const where = models.folders.map((folder) => join(dir, folder)).join(', ');
    throw new ModelError(`There are no models in ${where}.`, {
      suggestion: 'Add .sql files there, or set `model-paths` in dbt_project.yml.',
    });
  }
  const macros = await readAll('macro-paths', 'macros', /\.sql$/);
  return parseProject({ project, models: models.found, macros: macros.found }, targetSchema);
}

async function openProject(dir: string) {
  try {
    const files = await ProjectFolder.open(dir);
    return { files, project: await files.read('dbt_project.yml') };
  } catch (cause) {
    if (cause instanceof ToastError) throw cause;
    throw new UsageError(`There is no readable dbt_project.yml in ${dir}.`, {
      suggestion: 'Set --project-dir to the folder that contains it.',
      cause,
    });
  }
}
