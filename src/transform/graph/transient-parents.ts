import type { Model } from '../project/model.js';
import type { Graph } from './graph.js';

/**
 * Tells if a model exists only during a run, as a table of the transient database or as part of the
 * models that read it. It is built if and only if one of those models is.
 */
export function isTransient({ config }: Pick<Model, 'config'>): boolean {
  return config.database !== undefined || config.materialized === 'ephemeral';
}

/**
 * Adds to the selected models the staging tables that they read, directly or through other transient
 * models: nothing of these is left from the last run. Other ancestors are left to the selection. Gives
 * the names in the order of the graph.
 */
export function addTransientParents(
  selected: readonly string[],
  graph: Graph,
  models: ReadonlyMap<string, Pick<Model, 'config'>>,
): string[] {
  const chosen = new Set(selected);
  for (const name of [...graph.order].reverse()) {
    const isRead = (graph.children.get(name) ?? []).some((child) => chosen.has(child));
    const model = models.get(name);
    if (isRead && model !== undefined && isTransient(model)) chosen.add(name);
  }
  /* Ephemeral models lead to the tables behind them, and are no tables themselves. */
  const isBuilt = (name: string) => {
    return selected.includes(name) || models.get(name)?.config.materialized === 'table';
  };
  return graph.order.filter((name) => chosen.has(name) && isBuilt(name));
}
