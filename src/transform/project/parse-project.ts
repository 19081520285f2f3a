import { ModelError } from '../../errors.js';
import { builtinTests } from './builtin-tests.js';
import { locateError } from '../jinja/locate-error.js';
import { readMacros, type Macro } from '../jinja/template.js';
import type { DataTest, Model, Project, ProjectFiles, SourceFile } from './model.js';
import { parseModel } from './parse-model.js';
import {
  readModelProperties,
  readSources,
  type Properties,
  type SourceTable,
} from './properties.js';
import { Relation } from './relation.js';
import { folderSettings } from './settings.js';
import { readDataTests } from './test-properties.js';
import { isMap, YamlFile } from './yaml-file.js';

/**
 * Parses the files of a project. `targetSchema` is the schema of models that do not set one.
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
  const isSql = ({ file }: SourceFile) => file.endsWith('.sql');
  const yamls = files.models.filter((file) => !isSql(file)).map((file) => new YamlFile(file));
  const properties = indexByName(yamls.flatMap(readModelProperties));
  const { models, disabled } = indexModels(
    files.models.filter(isSql).map((source) => {
      const path = source.file
        .replace(/\.sql$/, '')
        .split('/')
        .slice(1);
      const modelName = path.at(-1) ?? '';
      return parseModel({
        name: modelName,
        source,
        vars,
        macros,
        targetSchema,
        folders: folderSettings(yaml, name, path),
        properties: properties.get(modelName),
      });
    }),
  );
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
      ...sources.flatMap(sourceTests),
    ],
  };
}

function projectVars(yaml: YamlFile, name: string): Record<string, unknown> {
  const vars = yaml.map(['vars']);
  const own = vars[name];
  return { ...vars, ...(isMap(own) ? own : {}) };
}

function indexModels(all: readonly Model[]): Pick<Project, 'models' | 'disabled'> {
  const models = new Map<string, Model>();
  const disabled = new Map<string, string>();
  for (const model of all) {
    const { name, file, config } = model;
    const other = models.get(name)?.file ?? disabled.get(name);
    if (other !== undefined) {
      const error = new ModelError(`there is already a model ${name}, in ${other}`);
      throw locateError(file, undefined, error);
    }
    if (config.enabled) models.set(name, model);
    else disabled.set(name, file);
  }
  return { models, disabled };
}

function indexByName(all: readonly Properties[]): Map<string, Properties> {
  const result = new Map<string, Properties>();
  for (const properties of all) {
    const other = result.get(properties.name);
    if (other !== undefined) {
      const place = `${other.yaml.file}:${other.yaml.line(other.path)}`;
      throw properties.yaml.error(
        properties.path,
        `model ${properties.name} is already described in ${place}`,
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

function sourceTests({ source, properties }: SourceTable): DataTest[] {
  const { name } = properties;
  return readDataTests(properties, {
    expression: `source('${source}', '${name}')`,
    name: `${source}_${name}`,
    model: undefined,
  });
}
