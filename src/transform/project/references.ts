import { ModelError } from '../../errors.js';
import { at } from '../jinja/locate.js';
import type { Model, Project } from './model.js';
import { suggestNearest } from '../../nearest.js';
import type { Relation } from './relation.js';

/** The model of that name. @throws ModelError that says whether it is disabled or unknown. */
export function requireModel(project: Project, name: string): Model {
  const model = project.models.get(name);
  if (model !== undefined) return model;
  const file = project.disabled.get(name);
  if (file !== undefined) {
    throw new ModelError(`model ${name} is disabled`, { suggestion: `Enable it in ${file}.` });
  }
  throw new ModelError(`there is no model ${name}`, {
    suggestion: suggestNearest(name, project.models.keys(), 'Add it, or correct the name.'),
  });
}

/** The relation of a source's table. @throws ModelError when it is not declared. */
export function requireSource({ sources }: Project, source: string, table: string): Relation {
  const name = `${source}.${table}`;
  const relation = sources.get(name);
  if (relation !== undefined) return relation;
  throw new ModelError(`there is no source ${name}`, {
    suggestion: suggestNearest(
      name,
      sources.keys(),
      'Declare it under sources: in a YAML file beside the models.',
    ),
  });
}

/** Checks that all references of a model lead somewhere. @throws ModelError with the file. */
export function checkReferences(project: Project, model: Model): void {
  for (const name of model.refs) {
    try {
      requireModel(project, name);
    } catch (error) {
      throw at(model.file, undefined, error);
    }
  }
}
