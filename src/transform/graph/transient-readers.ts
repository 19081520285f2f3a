import type { Model } from '../project/model.js';
import type { Graph } from './graph.js';

/**
 * Counts down what still has to be built before a transient table can be dropped: the table itself and the
 * models that read it, directly or as part of an ephemeral model. Staging tables are most of the memory of a
 * build, so each lives no longer than that.
 */
export class TransientReaders {
  readonly #waiting: Map<Model, Set<string>>;

  /** Takes the models that are built together, in any order. */
  constructor(built: readonly Model[], graph: Graph, models: ReadonlyMap<string, Model>) {
    const names = new Set(built.map(({ name }) => name));
    const tables = built.filter(({ config }) => config.database !== undefined);
    this.#waiting = new Map(
      tables.map((table) => {
        const readers = findReaders(table.name, graph, models);
        return [table, new Set([table.name, ...readers].filter((name) => names.has(name)))];
      }),
    );
  }

  /** Notes that a model was built, failed or was skipped. */
  finish(name: string): void {
    for (const readers of this.#waiting.values()) readers.delete(name);
  }

  /** Returns the transient tables that nothing reads any more, each of them once. */
  takeUnread(): Model[] {
    const unread = [...this.#waiting].filter(([, readers]) => readers.size === 0);
    for (const [table] of unread) this.#waiting.delete(table);
    return unread.map(([table]) => table);
  }
}

function findReaders(name: string, graph: Graph, models: ReadonlyMap<string, Model>): string[] {
  return (graph.children.get(name) ?? []).flatMap((child) => {
    const isEphemeral = models.get(child)?.config.materialized === 'ephemeral';
    return isEphemeral ? findReaders(child, graph, models) : [child];
  });
}
