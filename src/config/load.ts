import { z } from 'zod';
import { suggestNearest } from '../nearest.js';
import type { Configuration, ConfigurationKey, ReportSettings } from './configuration.js';
import { describeProblem, invalidConfiguration, keyDescriptions } from './keys.js';
import { publishKeys, publishSchema, type PublishSettings } from './publish.js';
import { configurationSchema, reportSchema } from './schema.js';
import {
  configurationPath,
  overrides,
  readConfigurationFile,
  withAwsVariables,
  type Sources,
} from './sources.js';

/** Holds a valid configuration and warnings for the user. */
export interface Loaded {
  configuration: Configuration;
  warnings: string[];
}

/**
 * Loads and validates the configuration. Flags override the environment, which overrides the file.
 * @throws ConfigurationError that names each missing or invalid key, and never shows a value.
 */
export async function loadConfiguration(sources: Sources): Promise<Loaded> {
  const { merged, warnings, file } = await readSources(sources);
  return { configuration: parseConfiguration(merged, file), warnings };
}

/**
 * Loads what the configuration says about publishing. The rest of it, such as the credentials of Toast, may
 * be missing or invalid.
 * @throws ConfigurationError that names each invalid key, and never shows a value.
 */
export async function loadPublishSettings(sources: Sources): Promise<PublishSettings> {
  const { merged, file } = await readSources(sources);
  const keys = Object.keys(publishKeys);
  const own = Object.fromEntries(Object.entries(merged).filter(([key]) => keys.includes(key)));
  return parse(publishSchema, own, file);
}

/**
 * Loads what the configuration says about reports, if anything. The rest of it, such as the credentials of
 * Toast, may be missing or invalid.
 * @throws ConfigurationError that names each invalid key, and never shows a value.
 */
export async function loadReportSettings(sources: Sources): Promise<ReportSettings | undefined> {
  const reading = readSources(sources);
  /* A user who names the database may have no permission to read the credentials. */
  const read = await ('database' in overrides(sources) ? reading.catch(() => undefined) : reading);
  if (read?.merged.report === undefined) return undefined;
  const { merged, file } = read;
  return parse(z.object({ report: reportSchema }), { report: merged.report }, file).report;
}

async function readSources(sources: Sources) {
  const path = configurationPath(sources.file, sources.environment);
  const { values, warnings } = await readConfigurationFile(path.absolute, path.named);
  const merged = merge(withAwsVariables(values, sources.environment), overrides(sources));
  return { merged, warnings, file: path.absolute };
}

/**
 * Validates the values of a configuration; `file` is where to fix them.
 * @throws ConfigurationError that names each missing or invalid key, and never shows a value.
 */
export function parseConfiguration(values: Record<string, unknown>, file: string): Configuration {
  return parse(configurationSchema, values, file);
}

function parse<T>(schema: z.ZodType<T>, values: Record<string, unknown>, file: string): T {
  const parsed = schema.safeParse(values);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.flatMap((issue) => describeIssue(issue, values));
  throw invalidConfiguration(problems, file);
}

/* An environment variable sets one field of an object; the others stay as the file has them. */
function merge(file: Record<string, unknown>, over: Record<string, unknown>) {
  const merged = { ...file, ...over };
  for (const key of Object.keys(over)) {
    if (isObject(file[key]) && isObject(over[key])) merged[key] = { ...file[key], ...over[key] };
  }
  return merged;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/* Values are never shown: any of them may be a misplaced secret. */
function describeIssue(issue: z.core.$ZodIssue, values: Record<string, unknown>): string[] {
  if (issue.code === 'unrecognized_keys') {
    const known = issue.path.length === 0 ? Object.keys(keyDescriptions) : [];
    return issue.keys.map((key) => {
      const name = [...issue.path, key].join('.');
      return `- ${name} is not a configuration key. ${suggestNearest(key, known, 'Remove it.')}`;
    });
  }
  const key = issue.path[0] as ConfigurationKey;
  const problem = valueAt(issue.path, values) === undefined ? 'is missing' : explainIssue(issue);
  return [describeProblem(key, problem, issue.path.join('.'))];
}

function valueAt(path: readonly PropertyKey[], values: unknown): unknown {
  return path.reduce(
    (value, key) => (value as Record<PropertyKey, unknown> | null | undefined)?.[key],
    values,
  );
}

/* Words of the schema's language that are not those of a user. */
const typeNames: Readonly<Record<string, string>> = { int: 'whole number', array: 'list' };

/* Completes the sentence that begins with the name of the key. */
function explainIssue(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type') {
    const expected = typeNames[issue.expected] ?? issue.expected;
    return `is not ${/^[aeiou]/.test(expected) ? 'an' : 'a'} ${expected}`;
  }
  if (issue.code === 'too_small') {
    return issue.origin === 'number' ? `is less than ${issue.minimum}` : 'is empty';
  }
  if (issue.code === 'too_big') return `is greater than ${issue.maximum}`;
  if (issue.code === 'invalid_value') return 'is not an allowed value';
  if (issue.code === 'invalid_key') return issue.issues[0]?.message ?? issue.message;
  return issue.message;
}
