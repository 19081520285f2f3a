import { join } from 'node:path';
import { loadProject } from '../../src/transform/project/load-project.js';
import type { Model, Project } from '../../src/transform/project/model.js';

const root = join(import.meta.dirname, '../..');
let bundled: Promise<Project> | undefined;

/** Loads the models of this repository, once per process, as a project that writes no comments. */
export function bundledProject(): Promise<Project> {
  bundled ??= loadProject(root).then(withoutComments);
  return bundled;
}

/**
 * Copies a project so that it does not write descriptions as comments: that takes a quarter of the
 * time of a build, and the rows are the same without.
 */
export function withoutComments(project: Project): Project {
  const persistDocs = { relation: false, columns: false };
  const models = [...project.models].map(([name, model]): [string, Model] => [
    name,
    { ...model, config: { ...model.config, persistDocs } },
  ]);
  return { ...project, models: new Map(models) };
}
