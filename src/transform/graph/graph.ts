import { ModelError } from '../../errors.js';
import { checkReferences } from '../project/references.js';
import type { Model, Project } from '../project/model.js';

/** Which models read which, in an order in which they can be run. */
export interface Graph {
  /** Every model comes after those that it reads; names decide between equals. */
  readonly order: readonly string[];
  readonly parents: ReadonlyMap<string, readonly string[]>;
  readonly children: ReadonlyMap<string, readonly string[]>;
}

/** @throws ModelError when a model refers to an unknown one, or when models read each other. */
export function buildGraph(project: Project): Graph {
  for (const model of project.models.values()) checkReferences(project, model);
  return graphOf([...project.models.values()]);
}

/** The graph of models whose references all exist. @throws ModelError on a cycle, printed whole. */
export function graphOf(models: readonly Pick<Model, 'name' | 'refs'>[]): Graph {
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
  if (order.length < names.length) throw cycle(names, parents, new Set(order));
  return { order, parents, children };
}

/* From any model that is stuck, its stuck parents lead into a cycle. */
function cycle(
  names: readonly string[],
  parents: ReadonlyMap<string, readonly string[]>,
  done: ReadonlySet<string>,
): ModelError {
  const path: string[] = [];
  let name = names.find((candidate) => !done.has(candidate));
  while (name !== undefined && !path.includes(name)) {
    path.unshift(name);
    name = parents.get(name)?.find((parent) => !done.has(parent));
  }
  const end = path.findIndex((entry) => entry === name);
  const loop = [...(name === undefined ? [] : [name]), ...path.slice(0, end + 1)];
  return new ModelError(`models read each other in a circle: ${loop.join(' → ')}`, {
    suggestion: 'Let one of them read something else.',
  });
}

/** All names reached from `from` along `edges`, at most `depth` steps away, without `from`. */
export function reach(
  edges: ReadonlyMap<string, readonly string[]>,
  from: string,
  depth = Infinity,
): Set<string> {
  const found = new Set<string>();
  let edge = [from];
  for (let step = 0; step < depth && edge.length > 0; step++) {
    edge = edge.flatMap((name) => edges.get(name) ?? []).filter((name) => !found.has(name));
    for (const name of edge) found.add(name);
  }
  return found;
}
