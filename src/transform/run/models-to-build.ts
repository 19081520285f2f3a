import type { Connection } from '../../warehouse/engine/connection.js';
import { builtModels, planBuild } from '../graph/build-plan.js';
import { buildGraph } from '../graph/graph.js';
import { isTransient } from '../graph/transient-parents.js';
import type { Project } from '../project/model.js';
import { loadCatalog } from './catalog.js';
import { hash } from '../../hash.js';

/** Relations that a run would build, as `schema.name`, among `total` that the project has. */
export interface ModelsToBuild {
  readonly waiting: readonly string[];
  readonly total: number;
}

/**
 * Finds the tables and views that are missing, or older than their definition or data. Those that are built
 * on every run, and staging tables, which exist only during one, are left out.
 * @throws ModelError when a model cannot be compiled.
 */
export async function modelsToBuild(
  connection: Connection,
  project: Project,
): Promise<ModelsToBuild> {
  const graph = buildGraph(project);
  const lasting = builtModels(project, graph.order).filter(
    (model) => !isTransient(model) && model.config.skipUnchanged,
  );
  const { models } = planBuild({
    ...{ project, graph, hash, fullRefresh: false },
    selected: lasting.map(({ name }) => name),
    catalog: await loadCatalog(connection, project),
  });
  const names = new Set(lasting.map(({ name }) => name));
  return {
    waiting: models.filter(({ name }) => names.has(name)).map(({ relation }) => relation.label),
    total: lasting.length,
  };
}
