import type { DataTest, DataTestConfig } from './model.js';
import type { Properties, TestEntry } from './properties.js';
import { normalize } from './settings.js';
import { isMap, type YamlFile, type YamlPath } from './yaml-file.js';

/** The model or source table that a data test checks. */
export interface Subject {
  /** Expression that gives its relation: `ref('orders')`. */
  readonly expression: string;
  /** Its part of the names of tests. */
  readonly name: string;
  /** Name of the model; undefined for a source. */
  readonly model: string | undefined;
}

/** Reads the data tests of a model or a source table. @throws ModelError with file and line. */
export function readDataTests(properties: Properties, subject: Subject): DataTest[] {
  return properties.tests
    .map((entry) => readDataTest(properties.yaml, entry, subject))
    .filter((test) => test !== undefined);
}

function readDataTest(
  yaml: YamlFile,
  { value, path, column }: TestEntry,
  subject: Subject,
): DataTest | undefined {
  const { test, body } = splitEntry(yaml, path, value);
  const { name, config, arguments: nested, ...flat } = body;
  const settings = normalize({
    ...Object.fromEntries(Object.entries(flat).filter(([key]) => configKeys.has(key))),
    ...(isMap(config) ? config : {}),
  });
  if (settings.enabled === false) return undefined;
  const parameters = {
    ...Object.fromEntries(Object.entries(flat).filter(([key]) => !configKeys.has(key))),
    ...(isMap(nested) ? nested : {}),
  };
  return {
    name: typeof name === 'string' ? name : testName(test, subject, column, parameters),
    file: yaml.file,
    line: () => yaml.line(path),
    test,
    subject: subject.expression,
    model: subject.model,
    column,
    parameters,
    config: readConfig(yaml, path, settings),
  };
}

const configKeys = new Set([
  'description',
  'severity',
  'where',
  'error_if',
  'warn_if',
  'enabled',
  'tags',
]);

/* Accepts `unique`, `accepted_values: {…}` and `{test_name: accepted_values, …}`. */
function splitEntry(yaml: YamlFile, path: YamlPath, value: unknown) {
  if (typeof value === 'string') return { test: value, body: {} };
  const map = yaml.map(path);
  const { test_name: named, ...rest } = map;
  if (typeof named === 'string') return { test: named, body: rest };
  const [entry, second] = Object.entries(map);
  if (entry === undefined || second !== undefined) {
    throw yaml.error(path, 'a data test must be a name, or one name with its arguments under it');
  }
  const [test, body] = entry;
  return { test, body: isMap(body) ? body : {} };
}

function readConfig(
  yaml: YamlFile,
  path: YamlPath,
  settings: Readonly<Record<string, unknown>>,
): DataTestConfig {
  const { severity = 'error', where, error_if: errorIf, warn_if: warnIf } = settings;
  const level = String(severity).toLowerCase();
  if (level !== 'error' && level !== 'warn') {
    throw yaml.error(path, `severity must be warn or error, not ${String(severity)}`);
  }
  return {
    severity: level,
    where: where === undefined || where === null ? undefined : String(where),
    errorIf: String(errorIf ?? '!= 0'),
    warnIf: String(warnIf ?? '!= 0'),
  };
}

/* Names a test as dbt does: accepted_values_orders_status__open__closed. */
function testName(
  test: string,
  { name, model }: Subject,
  column: string | undefined,
  parameters: Readonly<Record<string, unknown>>,
): string {
  const parts = Object.entries({ ...parameters, ...(column && { column_name: column }) })
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, value]) => (Array.isArray(value) ? value : [value]))
    .map((value) => (isMap(value) ? JSON.stringify(value) : String(value)))
    .map((value) => value.replace(/\W+/g, '_'));
  const source = model === undefined ? 'source_' : '';
  return [`${source}${test}_${name}`, parts.join('__')].filter((part) => part !== '').join('_');
}
