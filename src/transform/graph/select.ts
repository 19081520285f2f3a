import { UsageError } from '../../errors.js';
import { nearest } from '../../nearest.js';
import type { DataTest, Model, Project } from '../project/model.js';
import { buildGraph, reach, type Graph } from './graph.js';

/** The properties of a model that selectors can use. */
export type Selectable = Pick<Model, 'name' | 'file'> & {
  readonly config: Pick<Model['config'], 'tags' | 'settings' | 'materialized'>;
};

export interface Selection {
  /** Selectors, each possibly several separated by spaces. Without any, everything is selected. */
  readonly select?: readonly string[] | undefined;
  readonly exclude?: readonly string[] | undefined;
}

/**
 * Selects models with dbt's selectors and gives their names in the order of the graph. Several
 * selectors form a union; those joined by commas form an intersection. Supported are a name with `*`
 * and `?`, a folder, a path, `tag:`, `path:` and `config.<key>:`, with `+` or `2+` before and after.
 * @throws UsageError when a selector is invalid or matches no model.
 */
export function selectModels(
  models: ReadonlyMap<string, Selectable>,
  graph: Graph,
  { select, exclude }: Selection,
): string[] {
  const union = (selectors: readonly string[]) =>
    new Set(selectors.flatMap((selector) => [...intersection(models, graph, selector)]));
  const selectors = splitSelectors(select);
  const selected = selectors.length === 0 ? new Set(graph.order) : union(selectors);
  const excluded = union(splitSelectors(exclude));
  return graph.order.filter((name) => selected.has(name) && !excluded.has(name));
}

function splitSelectors(selectors: readonly string[] | undefined): string[] {
  return (selectors ?? []).flatMap((text) => text.split(/\s+/)).filter((text) => text !== '');
}

/**
 * Selects the data tests of the selected models; a selector can also be the name of a test. Tests of
 * sources are selected by name, or when there is no selector.
 * @throws UsageError when a selector matches neither a model nor a test, or no test is left.
 */
export function selectDataTests(project: Project, { select, exclude }: Selection): DataTest[] {
  const graph = buildGraph(project);
  const testNames = new Set(project.dataTests.map(({ name }) => name));
  const matches = (selectors: readonly string[]) => {
    const tests = new Set(selectors.filter((selector) => testNames.has(selector)));
    const others = selectors.filter((selector) => !testNames.has(selector));
    const models = new Set(
      others.length === 0 ? [] : selectModels(project.models, graph, { select: others }),
    );
    return ({ name, model }: DataTest) => {
      return tests.has(name) || (model !== undefined && models.has(model));
    };
  };
  const selectors = splitSelectors(select);
  const isSelected = selectors.length === 0 ? () => true : matches(selectors);
  const isExcluded = matches(splitSelectors(exclude));
  const tests = project.dataTests.filter((test) => isSelected(test) && !isExcluded(test));
  if (tests.length > 0) return tests;
  throw new UsageError('No data test is selected.', {
    suggestion: 'Define data tests under data_tests: in the YAML files of the models.',
  });
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
    throw new UsageError(`${selector} is not a valid selector.`, { suggestion: usage });
  const [, up, before, criterion = '', after, down] = parsed;
  const found = [...models.values()].filter(criterionOf(criterion)).map(({ name }) => name);
  if (found.length === 0) throw noMatch(criterion, models);
  const ancestors = before === undefined ? [] : found.flatMap(within(graph.parents, up));
  const descendants = after === undefined ? [] : found.flatMap(within(graph.children, down));
  return new Set([...found, ...ancestors, ...descendants]);
}

function within(edges: Graph['parents'], steps: string | undefined) {
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

/* Matches a model's name, its folder below the models folder, or its path when there is a slash. */
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

function noMatch(criterion: string, models: ReadonlyMap<string, Selectable>): UsageError {
  const known = criterion.startsWith('tag:')
    ? [...models.values()].flatMap(({ config }) => config.tags.map((tag) => `tag:${tag}`))
    : [...models.keys()];
  const names = nearest(criterion, known);
  return new UsageError(`No model matches ${criterion}.`, {
    suggestion: names.length === 0 ? usage : `Did you mean ${names.join(', ')}?`,
  });
}
