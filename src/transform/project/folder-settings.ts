import { normalize, type Settings } from './settings.js';
import { isMap, type YamlFile } from './yaml-file.js';
import type { Path } from './yaml-places.js';

/**
 * The settings that dbt_project.yml gives a model: those of `models:`, of the project under it, of
 * each folder on the way and of the model itself, the outermost first. `path` is the model's path
 * below the folder of models, without extension: `['staging', 'stg_order']`.
 */
export function folderSettings(
  yaml: YamlFile,
  project: string,
  path: readonly string[],
): Settings[] {
  const layers: Settings[] = [];
  let place: Path = ['models'];
  for (const next of [project, ...path, undefined]) {
    const map = yaml.map(place);
    layers.push(own(map));
    if (next === undefined || !isMap(map[next])) break;
    place = [...place, next];
  }
  return layers;
}

/* A key without `+` is a setting unless it holds a map, which is a folder's or a model's. */
function own(map: Record<string, unknown>): Settings {
  const entries = Object.entries(map).filter(
    ([key, value]) => key.startsWith('+') || !isMap(value),
  );
  return normalize(Object.fromEntries(entries));
}
