import { UsageError } from '../../errors.js';
import { reach, type Graph } from './graph.js';
import type { Model } from '../project/model.js';
import { nearest } from '../../nearest.js';

/** What selectors can ask about a model. */
export type Selectable = Pick<Model, 'name' | 'file'> & {
  readonly config: Pick<Model['config'], 'tags' | 'settings' | 'materialized'>;
};

export interface Selection {
  /** Selectors; each may hold several, separated by spaces. None selects everything. */
  readonly select?: readonly string[] | undefined;
  readonly exclude?: readonly string[] | undefined;
}

/**
 * The names that dbt's selectors choose, in the order of the graph. Several selectors add up;
 * those joined by commas must all choose a model. Supported: a name with `*` and `?`, a folder, a
 * path, `tag:`, `path:`, `config.<key>:`, with `+`, `2+` before and after them.
 * @throws UsageError when a selector chooses nothing.
 */
export function selectModels(
  models: ReadonlyMap<string, Selectable>,
  graph: Graph,
  { select, exclude }: Selection,
): string[] {
  const union = (selectors: readonly string[]) =>
    new Set(selectors.flatMap((selector) => [...intersection(models, graph, selector)]));
  const wanted = split(select);
  const chosen = wanted.length === 0 ? new Set(graph.order) : union(wanted);
  const excluded = union(split(exclude));
  return graph.order.filter((name) => chosen.has(name) && !excluded.has(name));
}

/** Takes selectors apart at white space. */
export function split(selectors: readonly string[] | undefined): string[] {
  return (selectors ?? []).flatMap((text) => text.split(/\s+/)).filter((text) => text !== '');
}

function intersection(
  models: ReadonlyMap<string, Selectable>,
  graph: Graph,
  selector: string,
): Set<string> {
  const parts = selector.split(',').filter((part) => part !== '');
  const [first = new Set<string>(), ...rest] = parts.map((part) => single(models, graph, part));
  return rest.reduce((all, part) => new Set([...all].filter((name) => part.has(name))), first);
}

function single(
  models: ReadonlyMap<string, Selectable>,
  graph: Graph,
  selector: string,
): Set<string> {
  const parsed = /^(?:(\d*)(\+))?([^+]+)(?:(\+)(\d*))?$/.exec(selector);
  if (parsed === null)
    throw new UsageError(`${selector} is not a selector.`, { suggestion: usage });
  const [, up, before, criterion = '', after, down] = parsed;
  const found = [...models.values()].filter(criterionOf(criterion)).map(({ name }) => name);
  if (found.length === 0) throw nothing(criterion, models);
  const ancestors = before === undefined ? [] : found.flatMap(around(graph.parents, up));
  const descendants = after === undefined ? [] : found.flatMap(around(graph.children, down));
  return new Set([...found, ...ancestors, ...descendants]);
}

function around(edges: Graph['parents'], steps: string | undefined) {
  const depth = steps === undefined || steps === '' ? Infinity : Number(steps);
  return (name: string) => [...reach(edges, name, depth)];
}

function criterionOf(text: string): (model: Selectable) => boolean {
  const [method, value] = /^([a-z_.]+):(.+)$/.exec(text)?.slice(1) ?? [];
  if (method === undefined || value === undefined) return byName(text);
  const matches = pattern(value);
  if (method === 'tag') return ({ config }) => config.tags.some(matches);
  if (method === 'path' || method === 'file') return byPath(value);
  if (method.startsWith('config.')) {
    const key = method.slice('config.'.length);
    return ({ config }) => {
      const setting = key === 'materialized' ? config.materialized : config.settings[key];
      return (Array.isArray(setting) ? setting : [setting]).map(String).some(matches);
    };
  }
  throw new UsageError(`There is no selector method ${method}.`, { suggestion: usage });
}

const usage =
  'Select by name, folder or path, by tag:x, path:x or config.materialized:x, with + before or after for ancestors or descendants.';

/* A model's name, its folder below the models, or a path when it has a slash. */
function byName(text: string): (model: Selectable) => boolean {
  if (text.includes('/')) return byPath(text);
  const matches = pattern(text);
  return ({ name, file }) => {
    const folders = file.split('/').slice(1, -1);
    return matches(name) || folders.some((_, i) => matches(folders.slice(0, i + 1).join('.')));
  };
}

function byPath(text: string): (model: Selectable) => boolean {
  const matches = pattern(text.replace(/^\.\//, '').replace(/\/$/, ''));
  return ({ file, name }) => {
    const parts = file.split('/');
    return name === text || parts.some((_, i) => matches(parts.slice(0, i + 1).join('/')));
  };
}

function pattern(text: string): (value: string) => boolean {
  const escaped = text.replace(/[\\^$.|+()[\]{}]/g, '\\$&');
  const expression = new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`);
  return (value) => expression.test(value);
}

function nothing(criterion: string, models: ReadonlyMap<string, Selectable>): UsageError {
  const known = criterion.startsWith('tag:')
    ? [...models.values()].flatMap(({ config }) => config.tags.map((tag) => `tag:${tag}`))
    : [...models.keys()];
  const names = nearest(criterion, known);
  return new UsageError(`No model is selected by ${criterion}.`, {
    suggestion: names.length === 0 ? usage : `Did you mean ${names.join(', ')}?`,
  });
}
