import { ModelError } from '../../errors.js';
import { checkReferences } from '../project/references.js';
import type { Model, Project } from '../project/model.js';

/** The dependencies between models, and an order in which they can be built. */
export interface Graph {
  /** Every model comes after those that it reads; otherwise ordered by name. */
  readonly order: readonly string[];
  readonly parents: ReadonlyMap<string, readonly string[]>;
  readonly children: ReadonlyMap<string, readonly string[]>;
}

/**
 * Builds the graph of a project's models.
 * @throws ModelError when a model refers to one that does not exist, or when models form a cycle.
 */
export function buildGraph(project: Project): Graph {
  for (const model of project.models.values()) checkReferences(project, model);
  return createGraph([...project.models.values()]);
}

/**
 * Builds the graph of models whose references all exist.
 * @throws ModelError on a cycle, with all of its models.
 */
export function createGraph(models: readonly Pick<Model, 'name' | 'refs'>[]): Graph {
  const names = models.map(({ name }) => name).sort();
  const parents = new Map(models.map(({ name, refs }) => [name, [...refs].sort()]));
  const children = new Map<string, string[]>(names.map((name) => [name, []]));
  for (const name of names) {
    for (const parent of parents.get(name) ?? []) children.get(parent)?.push(name);
  }
  const order: string[] = [];
  const waiting = new Map(names.map((name) => [name, parents.get(name)?.length ?? 0]));
  for (let ready = names.filter((name) => waiting.get(name) === 0); ready.length > 0;) {
    order.push(...ready);
    const next: string[] = [];
    for (const child of ready.flatMap((name) => children.get(name) ?? [])) {
      const left = (waiting.get(child) ?? 0) - 1;
      waiting.set(child, left);
      if (left === 0) next.push(child);
    }
    ready = next.sort();
  }
  if (order.length < names.length) throw cycleError(names, parents, new Set(order));
  return { order, parents, children };
}

/* Following unsorted parents from any unsorted model leads into a cycle. */
function cycleError(
  names: readonly string[],
  parents: ReadonlyMap<string, readonly string[]>,
  sorted: ReadonlySet<string>,
): ModelError {
  const path: string[] = [];
  let name = names.find((candidate) => !sorted.has(candidate));
  while (name !== undefined && !path.includes(name)) {
    path.unshift(name);
    name = parents.get(name)?.find((parent) => !sorted.has(parent));
  }
  const end = path.findIndex((entry) => entry === name);
  const loop = [...(name === undefined ? [] : [name]), ...path.slice(0, end + 1)];
  return new ModelError(`models read each other in a circle: ${loop.join(' → ')}`, {
    suggestion: 'Remove one of these references.',
  });
}

/** Finds all names that can be reached from `from` along `edges` in at most `depth` steps. */
export function reach(
  edges: ReadonlyMap<string, readonly string[]>,
  from: string,
  depth = Infinity,
): Set<string> {
  const found = new Set<string>();
  let frontier = [from];
  for (let step = 0; step < depth && frontier.length > 0; step++) {
    frontier = frontier.flatMap((name) => edges.get(name) ?? []).filter((name) => !found.has(name));
    for (const name of frontier) found.add(name);
  }
  return found;
}
