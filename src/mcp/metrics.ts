import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { YamlFile } from '../transform/project/yaml-file.js';

/** Describes a metric of the semantic models. */
export interface Metric {
  readonly name: string;
  readonly label: string;
  readonly description: string;
  /** How it is computed: the measures or metrics, with their filter. */
  readonly definition: string;
}

/**
 * Reads the metrics of a dbt project from the YAML files in its folders named `metrics`.
 * @throws ModelError when a file is not valid YAML.
 */
export async function readMetrics(project: string): Promise<Metric[]> {
  const names = await readdir(join(project, 'models'), { recursive: true });
  const files = names.filter((name) => /\/metrics\/[^/]+\.yml$/.test(name)).sort();
  const metrics = await Promise.all(
    files.map(async (name) => {
      const file = join('models', name);
      const yaml = new YamlFile({ file, text: await readFile(join(project, file), 'utf8') });
      return metricsOf(yaml.value as MetricFile);
    }),
  );
  return metrics.flat();
}

interface MetricFile {
  readonly semantic_models?: readonly SemanticModel[];
  readonly metrics?: readonly YamlMetric[];
}

interface SemanticModel {
  readonly model: string;
  readonly measures?: readonly YamlMeasure[];
}

interface YamlMeasure {
  readonly name: string;
  readonly agg: string;
  readonly expr?: string;
  readonly label?: string;
  readonly description?: string;
  readonly create_metric?: boolean;
}

interface YamlMetric {
  readonly name: string;
  readonly label: string;
  readonly description?: string;
  readonly type: string;
  readonly type_params: unknown;
  readonly filter?: string;
}

function metricsOf({ semantic_models: models = [], metrics = [] }: MetricFile): Metric[] {
  const simple = models.flatMap(({ model, measures = [] }) =>
    measures
      .filter(({ create_metric: isMetric }) => isMetric === true)
      .map(({ name, agg, expr = name, label = name, description = '' }) => ({
        name,
        label,
        description,
        definition: `${agg}(${expr}) of ${relationOf(model)}`,
      })),
  );
  const others = metrics.map(({ name, label, description = '', type, ...rest }) => ({
    name,
    label,
    description,
    definition: [`${type} ${JSON.stringify(rest.type_params)}`, rest.filter?.trim() ?? '']
      .filter(Boolean)
      .join(' where '),
  }));
  return [...simple, ...others];
}

/* ref('sales_daily') */
function relationOf(reference: string): string {
  return /'([^']+)'/.exec(reference)?.[1] ?? reference;
}
