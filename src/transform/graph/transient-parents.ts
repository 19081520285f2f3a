import { isPassing } from './build-plan.js';
import type { Graph } from './graph.js';
import type { Model } from '../project/model.js';

/**
 * Adds to the selected models the staging tables that they read: these are the batch of the run,
 * and hold nothing of use from the run before. Other ancestors are left to the selection.
 */
export function withBatch(
  selected: readonly string[],
  graph: Graph,
  models: ReadonlyMap<string, Pick<Model, 'config'>>,
): string[] {
  const chosen = new Set(selected);
  for (const name of [...graph.order].reverse()) {
    const reads = (graph.children.get(name) ?? []).some((child) => chosen.has(child));
    const model = models.get(name);
    if (reads && model !== undefined && isPassing(model)) chosen.add(name);
  }
  const needed = (name: string) => {
    return selected.includes(name) || models.get(name)?.config.materialized === 'table';
  };
  return graph.order.filter((name) => chosen.has(name) && needed(name));
}
