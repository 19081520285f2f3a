import { ModelError } from '../../errors.js';
import { suggestNearest } from '../../nearest.js';
import { transientDatabase } from '../../warehouse/engine/transient.js';
import { materializations, type Materialization, type ModelConfig } from './model.js';
import { isMap } from './yaml-file.js';

/** Settings of models as they are written in one place; keys as in config(): `pre_hook`. */
export type Settings = Readonly<Record<string, unknown>>;

/** Makes keys alike: `+pre-hook` and `pre_hook` are one setting. */
export function normalize(settings: Readonly<Record<string, unknown>>): Settings {
  return Object.fromEntries(
    Object.entries(settings).map(([key, value]) => [
      key.replace(/^\+/, '').replaceAll('-', '_'),
      value,
    ]),
  );
}

/**
 * Puts settings from several places together, the later the stronger; tags and hooks add up, as
 * they do in dbt.
 */
export function combine(layers: readonly Settings[]): Settings {
  const result: Record<string, unknown> = {};
  for (const layer of layers) {
    for (const [key, value] of Object.entries(layer)) {
      result[key] = additive.has(key) ? [...asList(result[key]), ...asList(value)] : value;
    }
  }
  return result;
}

/** Reads combined settings. @throws ModelError, without place, on what cannot be honoured. */
export function readSettings(settings: Settings): ModelConfig {
  const materialized = readMaterialization(settings.materialized ?? 'view');
  const uniqueKey = asList(settings.unique_key).map(String);
  requireSupported(settings, uniqueKey);
  const docs = isMap(settings.persist_docs) ? settings.persist_docs : {};
  return {
    enabled: settings.enabled !== false,
    materialized,
    schema: optionalText(settings.schema, 'schema'),
    alias: optionalText(settings.alias, 'alias'),
    database: readDatabase(settings.database),
    tags: asList(settings.tags).map(String),
    uniqueKey: settings.incremental_strategy === 'append' ? [] : uniqueKey,
    preHooks: asList(settings.pre_hook).map(hook),
    postHooks: asList(settings.post_hook).map(hook),
    persistDocs: { relation: docs.relation === true, columns: docs.columns === true },
    settings,
  };
}

const additive = new Set(['tags', 'pre_hook', 'post_hook']);

function asList(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}

function optionalText(value: unknown, key: string): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string' && value !== '') return value;
  throw new ModelError(`${key} must be a text`);
}

function readDatabase(value: unknown): ModelConfig['database'] {
  if (value === undefined || value === null) return undefined;
  if (value === transientDatabase) return value;
  throw new ModelError(`there is no database ${String(value)}`, {
    suggestion: `Leave it out for the file itself, or use ${transientDatabase} for what only the run needs.`,
  });
}

function readMaterialization(value: unknown): Materialization {
  const known = materializations.find((name) => name === value);
  if (known !== undefined) return known;
  throw new ModelError(`there is no materialization ${String(value)}`, {
    suggestion: suggestNearest(
      String(value),
      materializations,
      `Use one of ${materializations.join(', ')}.`,
    ),
  });
}

function requireSupported(settings: Settings, uniqueKey: readonly string[]): void {
  const strategy = settings.incremental_strategy ?? 'append';
  if (strategy === 'delete+insert' && uniqueKey.length === 0) {
    throw new ModelError('incremental_strategy delete+insert needs a unique_key');
  }
  if (strategy !== 'append' && strategy !== 'delete+insert') {
    throw new ModelError(`incremental_strategy ${String(strategy)} is not supported`, {
      suggestion: 'Use append or delete+insert.',
    });
  }
  const change = settings.on_schema_change ?? 'fail';
  if (change !== 'fail') {
    throw new ModelError(`on_schema_change ${String(change)} is not supported`, {
      suggestion: 'Use fail: columns change with a full refresh only.',
    });
  }
}

function hook(value: unknown): string {
  if (typeof value === 'string') return value;
  if (isMap(value) && typeof value.sql === 'string' && value.transaction !== false)
    return value.sql;
  throw new ModelError(
    'a hook must be a text of SQL; hooks outside of the transaction are not run',
  );
}
