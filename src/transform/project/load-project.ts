import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ModelError, ToastError, UsageError } from '../../errors.js';
import type { Project, ProjectFiles } from './model.js';
import { parseProject } from './parse-project.js';
import { ProjectFolder } from './project-folder.js';
import { decodeProject, storedName } from './stored-project.js';
import { YamlFile } from './yaml-file.js';

/**
 * Loads the dbt project in the folder `dir`: dbt_project.yml, models and macros. `targetSchema` is
 * the schema of models that do not set one.
 * @throws UsageError when the folder has no dbt_project.yml; ModelError, with file and line, when the
 *   project is invalid, has no models, or names files outside of its folder.
 */
export async function loadProject(dir: string, targetSchema = 'toast'): Promise<Project> {
  const files = readProjectFiles(dir);
  return (await readStored(files, targetSchema)) ?? parseProject(files, targetSchema);
}

/**
 * The build of the package stores its own project here (scripts/store-project.js), parsed and under a name
 * that no other text of its files has. In the sources there is no such folder.
 */
export const storedProjects = new URL('../../projects/', import.meta.url);

async function readStored(files: ProjectFiles, targetSchema: string): Promise<Project | undefined> {
  const name = storedName(files, targetSchema);
  /* A file that is not there or not whole is no loss. */
  try {
    return decodeProject(await readFile(new URL(name, storedProjects), 'utf8'), files);
  } catch {
    return undefined;
  }
}

/** Reads the files of the project in the folder `dir`. @throws what `loadProject` throws of them. */
export function readProjectFiles(dir: string): ProjectFiles {
  const { files, project } = openProject(dir);
  const yaml = new YamlFile(project);
  const readAll = (key: string, fallback: string, pattern: RegExp) => {
    const configured = yaml.list([key]).map(String);
    const folders = configured.length > 0 ? configured : [fallback];
    return { folders, found: folders.flatMap((folder) => files.readAll(folder, pattern)) };
  };
  const models = readAll('model-paths', 'models', /\.(sql|ya?ml)$/);
  if (!models.found.some(({ file }) => file.endsWith('.sql'))) {
    const where = models.folders.map((folder) => join(dir, folder)).join(', ');
    throw new ModelError(`There are no models in ${where}.`, {
      suggestion: 'Add .sql files there, or set `model-paths` in dbt_project.yml.',
    });
  }
  const macros = readAll('macro-paths', 'macros', /\.sql$/);
  return { project, models: models.found, macros: macros.found };
}

function openProject(dir: string) {
  try {
    const files = ProjectFolder.open(dir);
    return { files, project: files.read('dbt_project.yml') };
  } catch (cause) {
    if (cause instanceof ToastError) throw cause;
    throw new UsageError(`There is no readable dbt_project.yml in ${dir}.`, {
      suggestion: 'Set --project-dir to the folder that contains it.',
      cause,
    });
  }
}
