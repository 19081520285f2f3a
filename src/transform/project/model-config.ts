import { ModelError } from '../../errors.js';
import { suggestNearest } from '../../nearest.js';
import { transientDatabase } from '../../warehouse/engine/transient.js';
import { materializations, type Materialization, type ModelConfig } from './model.js';
import { asList, type Settings } from './settings.js';
import { isMap } from './yaml-file.js';

/**
 * Reads the combined settings of a model.
 * @throws ModelError, without a place, on a setting that is invalid or not supported.
 */
export function readModelConfig(settings: Settings): ModelConfig {
  const materialized = readMaterialization(settings.materialized ?? 'view');
  const uniqueKey = asList(settings.unique_key).map(String);
  requireSupported(settings, uniqueKey);
  const docs = isMap(settings.persist_docs) ? settings.persist_docs : {};
  const meta = isMap(settings.meta) ? settings.meta : {};
  return {
    enabled: settings.enabled !== false,
    materialized,
    schema: optionalText(settings.schema, 'schema'),
    alias: optionalText(settings.alias, 'alias'),
    database: readDatabase(settings.database),
    tags: asList(settings.tags).map(String),
    uniqueKey: settings.incremental_strategy === 'append' ? [] : uniqueKey,
    preHooks: asList(settings.pre_hook).map(readHook),
    postHooks: asList(settings.post_hook).map(readHook),
    persistDocs: { relation: docs.relation === true, columns: docs.columns === true },
    skipUnchanged: meta.skip_unchanged === true,
    rebuildRedefined: meta.rebuild_redefined === true,
    fullRefresh: readFullRefresh(settings.full_refresh),
    batchRows: readBatchRows(meta.batch_rows),
    settings,
  };
}

function optionalText(value: unknown, key: string): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'string' && value !== '') return value;
  throw new ModelError(`${key} must be a string`);
}

function readFullRefresh(value: unknown): boolean | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'boolean') return value;
  throw new ModelError(`full_refresh must be true or false, not ${String(value)}`);
}

function readBatchRows(value: unknown): number | undefined {
  if (value === undefined || value === null) return undefined;
  const rows = Number(value);
  if (Number.isInteger(rows) && rows > 0) return rows;
  throw new ModelError(`batch_rows must be a positive integer, not ${String(value)}`);
}

function readDatabase(value: unknown): ModelConfig['database'] {
  if (value === undefined || value === null) return undefined;
  if (value === transientDatabase) return value;
  throw new ModelError(`there is no database ${String(value)}`, {
    suggestion: `Remove the setting to build the model in the file, or use ${transientDatabase} for a table that is only needed during a run.`,
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
      suggestion: 'Use fail: columns change only in a full refresh.',
    });
  }
}

function readHook(value: unknown): string {
  if (typeof value === 'string') return value;
  if (isMap(value) && typeof value.sql === 'string' && value.transaction !== false)
    return value.sql;
  throw new ModelError('a hook must be SQL text; hooks outside of the transaction are not run');
}
