import type { Project } from '../../src/transform/project/model.js';
import type { Parent } from './schema.js';

/** The columns that a model's data tests hold to be unique together. */
export function keyOf({ dataTests }: Project, model: string): string[] {
  const test = dataTests.find(
    (entry) => entry.model === model && entry.test === 'unique_combination_of_columns',
  );
  return texts(test?.parameters.combination_of_columns);
}

/** The tables that a model's data tests hold its rows to have parents in. */
export function parentsOf({ dataTests }: Project, model: string): Parent[] {
  return dataTests
    .filter((entry) => entry.model === model && entry.test === 'composite_relationships')
    .map(({ parameters, config }) => ({
      table: /ref\('(\w+)'\)/.exec(String(parameters.to))?.[1] ?? '',
      column: texts(parameters.columns).at(-1) ?? '',
      optional: config.severity === 'warn',
    }));
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
