import type { Model } from '../project/model.js';
import type { Graph } from './graph.js';
import { isTransient } from './transient-parents.js';

/** A model that holds one batch of rows, and the models that are built with every batch. */
export interface BatchGroup {
  readonly batch: Model;
  /** The batch and what it feeds, down to the first models that are kept, in the order of the graph. */
  readonly members: readonly Model[];
}

/**
 * Finds the batches among the models that are built (`meta: { batch_rows: … }`), each with the models that
 * read it directly or through transient models. What reads those is not part of the group: it is built once,
 * after the last batch.
 */
export function findBatchGroups(
  built: readonly Model[],
  graph: Graph,
  models: ReadonlyMap<string, Model>,
): BatchGroup[] {
  return built
    .filter(({ config }) => config.batchRows !== undefined)
    .map((batch) => {
      const fed = new Set([batch.name]);
      for (const name of graph.order) {
        if (!fed.has(name)) continue;
        const model = models.get(name);
        if (model === undefined || !isTransient(model)) continue;
        for (const child of graph.children.get(name) ?? []) fed.add(child);
      }
      return { batch, members: built.filter(({ name }) => fed.has(name)) };
    });
}
