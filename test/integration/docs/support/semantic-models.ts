import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { root } from './page-queries.js';

/** A semantic model of dbt, with the columns of its mart that it uses. */
export interface SemanticModel {
  readonly name: string;
  /** Name of the mart. */
  readonly model: string;
  /** Columns of its measures. */
  readonly measures: readonly string[];
  /** Columns of its measures, dimensions and entities. */
  readonly columns: readonly string[];
}

interface Element {
  readonly name: string;
  readonly expr?: string;
}

interface SemanticYaml {
  readonly semantic_models: readonly {
    readonly name: string;
    readonly model: string;
    readonly measures?: readonly Element[];
    readonly dimensions: readonly Element[];
    readonly entities: readonly Element[];
  }[];
}

const columnOf = ({ name, expr = name }: Element) => expr;

/** Reads the semantic models beside the marts. */
export async function readSemanticModels(): Promise<SemanticModel[]> {
  const folder = join(root, 'models/marts');
  const files = await readdir(folder, { recursive: true });
  const models: SemanticModel[] = [];
  for (const file of files.filter((path) => /^\w+\/metrics\/\w+\.yml$/.test(path))) {
    const text = await readFile(join(folder, file), 'utf8');
    for (const found of (load(text) as SemanticYaml).semantic_models) {
      const measures = (found.measures ?? []).map(columnOf);
      const keys = found.entities.flatMap((entity) => columnOf(entity).split(" || ' ' || "));
      models.push({
        name: found.name,
        model: /^ref\('(\w+)'\)$/.exec(found.model)?.[1] ?? '',
        measures,
        columns: [...measures, ...found.dimensions.map(columnOf), ...keys],
      });
    }
  }
  return models;
}
