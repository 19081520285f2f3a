import { ModelError } from '../../errors.js';
import { folderSettings } from './folder-settings.js';
import { builtinTests } from './builtin-tests.js';
import { at } from '../jinja/locate.js';
import { readMacros, type Macro } from '../jinja/template.js';
import type { DataTest, Model, Project, SourceFile } from './model.js';
import { parseModel } from './parse-model.js';
import { readModelProperties, readSources, type Properties } from './properties.js';
import { Relation } from './relation.js';
import { readDataTests } from './test-properties.js';
import { isMap, YamlFile } from './yaml-file.js';

export interface ProjectFiles {
  /** dbt_project.yml. */
  readonly project: SourceFile;
  /** SQL and YAML below the folders of models. */
  readonly models: readonly SourceFile[];
  readonly macros: readonly SourceFile[];
}

/**
 * Makes a project of the texts of its files. `targetSchema` is the schema of models without one.
 * @throws ModelError with file and line.
 */
export function parseProject(files: ProjectFiles, targetSchema: string): Project {
  const yaml = new YamlFile(files.project);
  const name = yaml.text(['name']);
  const vars = projectVars(yaml, name);
  const macros = [
    ...builtinTests,
    ...files.macros.flatMap(({ file, text }) => readMacros(file, text)),
  ];
  const yamls = files.models.filter(({ file }) => !file.endsWith('.sql')).map(toYaml);
  const properties = byName(yamls.flatMap(readModelProperties));
  const models = new Map<string, Model>();
  const disabled = new Map<string, string>();
  for (const source of files.models.filter(({ file }) => file.endsWith('.sql'))) {
    const path = source.file
      .replace(/\.sql$/, '')
      .split('/')
      .slice(1);
    const modelName = path.at(-1) ?? '';
    const folders = folderSettings(yaml, name, path);
    const model = parseModel({
      name: modelName,
      source,
      vars,
      macros,
      targetSchema,
      folders,
      properties: properties.get(modelName),
    });
    const other = models.get(modelName)?.file ?? disabled.get(modelName);
    if (other !== undefined) throw twice(source.file, modelName, other);
    if (model.config.enabled) models.set(modelName, model);
    else disabled.set(modelName, source.file);
  }
  const sources = yamls.flatMap(readSources);
  return {
    name,
    targetSchema,
    vars,
    models,
    disabled,
    sources: new Map(
      sources.map(({ source, schema, identifier, properties: { name: table } }) => [
        `${source}.${table}`,
        new Relation(schema, identifier),
      ]),
    ),
    macros: [...new Map(macros.map((macro): [string, Macro] => [macro.name, macro])).values()],
    dataTests: [
      ...[...properties.values()].flatMap((entry) => modelTests(entry, models, disabled)),
      ...sources.flatMap(({ source, properties: entry }) =>
        readDataTests(entry, {
          expression: `source('${source}', '${entry.name}')`,
          name: `${source}_${entry.name}`,
          model: undefined,
        }),
      ),
    ],
  };
}

function toYaml(file: SourceFile): YamlFile {
  return new YamlFile(file);
}

function projectVars(yaml: YamlFile, name: string): Record<string, unknown> {
  const vars = yaml.map(['vars']);
  const own = vars[name];
  return { ...vars, ...(isMap(own) ? own : {}) };
}

function byName(all: readonly Properties[]): Map<string, Properties> {
  const result = new Map<string, Properties>();
  for (const properties of all) {
    const other = result.get(properties.name);
    if (other !== undefined) {
      const place = `${other.yaml.file}:${other.yaml.line(other.path)}`;
      throw properties.yaml.error(
        properties.path,
        `model ${properties.name} is described in ${place} already`,
      );
    }
    result.set(properties.name, properties);
  }
  return result;
}

function modelTests(
  properties: Properties,
  models: ReadonlyMap<string, Model>,
  disabled: ReadonlyMap<string, string>,
): DataTest[] {
  const { name, yaml, path } = properties;
  if (disabled.has(name)) return [];
  if (!models.has(name)) {
    throw yaml.error(path, `there is no model ${name}`, 'Remove it here, or add its .sql file.');
  }
  return readDataTests(properties, { expression: `ref('${name}')`, name, model: name });
}

function twice(file: string, name: string, other: string): ModelError {
  return at(file, undefined, new ModelError(`there is a model ${name} already, in ${other}`));
}
