import { isMap, type YamlFile, type YamlPath } from './yaml-file.js';

/** Settings of a model as written in one place, with keys as in config(): `pre_hook`. */
export type Settings = Readonly<Record<string, unknown>>;

/** Unifies the spellings of keys: `+pre-hook` and `pre_hook` are the same setting. */
export function normalize(settings: Readonly<Record<string, unknown>>): Settings {
  return Object.fromEntries(
    Object.entries(settings).map(([key, value]) => [
      key.replace(/^\+/, '').replaceAll('-', '_'),
      value,
    ]),
  );
}

/**
 * Merges settings from several places, in ascending precedence. As in dbt, tags and hooks accumulate;
 * other settings replace those before.
 */
export function combine(layers: readonly Settings[]): Settings {
  const result = Object.create(null) as Record<string, unknown>;
  for (const layer of layers) {
    for (const [key, value] of Object.entries(layer)) {
      result[key] = additive.has(key) ? [...asList(result[key]), ...asList(value)] : value;
    }
  }
  return result;
}

const additive = new Set(['tags', 'pre_hook', 'post_hook']);

/** Turns a setting that may be one value or a list into a list; a missing one is empty. */
export function asList(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

/**
 * Reads the settings that dbt_project.yml gives to a model: those under `models:`, under the project,
 * under each folder on the way and under the model itself, outermost first. `path` is the model's path
 * below the models folder, without extension: `['staging', 'stg_order']`.
 * @throws ModelError with file and line.
 */
export function folderSettings(
  yaml: YamlFile,
  project: string,
  path: readonly string[],
): Settings[] {
  const layers: Settings[] = [];
  let place: YamlPath = ['models'];
  for (const next of [project, ...path, undefined]) {
    const map = yaml.map(place);
    layers.push(ownSettings(map));
    if (next === undefined || !isMap(map[next])) break;
    place = [...place, next];
  }
  return layers;
}

/* A key without `+` is a setting unless it holds a map, which belongs to a folder or a model. */
function ownSettings(map: Record<string, unknown>): Settings {
  const entries = Object.entries(map).filter(
    ([key, value]) => key.startsWith('+') || !isMap(value),
  );
  return normalize(Object.fromEntries(entries));
}
