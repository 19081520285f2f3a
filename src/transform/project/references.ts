import { ModelError } from '../../errors.js';
import { locateError } from '../jinja/locate-error.js';
import type { Model, Project } from './model.js';
import { suggestNearest } from '../../nearest.js';
import type { Relation } from './relation.js';

/** Finds a model by name. @throws ModelError when it is disabled or does not exist. */
export function requireModel(project: Project, name: string): Model {
  const model = project.models.get(name);
  if (model !== undefined) return model;
  const file = project.disabled.get(name);
  if (file !== undefined) {
    throw new ModelError(`model ${name} is disabled`, { suggestion: `Enable it in ${file}.` });
  }
  throw new ModelError(`there is no model ${name}`, {
    suggestion: suggestNearest(name, project.models.keys(), 'Add the model, or correct the name.'),
  });
}

/** Finds the relation of a source table. @throws ModelError when it is not declared. */
export function requireSource({ sources }: Project, source: string, table: string): Relation {
  const name = `${source}.${table}`;
  const relation = sources.get(name);
  if (relation !== undefined) return relation;
  throw new ModelError(`there is no source ${name}`, {
    suggestion: suggestNearest(
      name,
      sources.keys(),
      'Declare it under sources: in a YAML file of the models folder.',
    ),
  });
}

/** Checks that all models that a model refers to exist. @throws ModelError with the file. */
export function checkReferences(project: Project, model: Model): void {
  for (const name of model.refs) {
    try {
      requireModel(project, name);
    } catch (error) {
      throw locateError(model.file, undefined, error);
    }
  }
}
