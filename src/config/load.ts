import type { z } from 'zod';
import { suggestNearest } from '../nearest.js';
import { fromEnvironment } from './environment.js';
import { configurationHelp } from './help.js';
import { problem, unusable } from './problems.js';
import { configurationPath, given, readConfigurationFile, type Sources } from './read-file.js';
import { configurationSchema, type Configuration, type ConfigurationKey } from './schema.js';

export interface Loaded {
  configuration: Configuration;
  warnings: string[];
}

/**
 * The configuration, flags before environment before file.
 * @throws ConfigurationError that names each key that is missing or wrong, never its value.
 */
export async function loadConfiguration({ file, environment, flags }: Sources): Promise<Loaded> {
  const path = configurationPath(file, environment);
  const { values, warnings } = await readConfigurationFile(path.absolute, path.named);
  const merged = { ...values, ...fromEnvironment(environment), ...given(flags) };
  return { configuration: parse(configurationSchema, merged, path.absolute), warnings };
}

function parse<T extends z.ZodType>(
  schema: T,
  values: Record<string, unknown>,
  file: string,
): z.output<T> {
  const parsed = schema.safeParse(values);
  if (parsed.success) return parsed.data;
  throw unusable(
    parsed.error.issues.flatMap((issue) => problemsOf(issue, values)),
    file,
  );
}

/* Values are never shown: any of them may be a secret in the wrong place. */
function problemsOf(issue: z.core.$ZodIssue, values: Record<string, unknown>): string[] {
  if (issue.code === 'unrecognized_keys') {
    const known = issue.path.length === 0 ? Object.keys(configurationHelp) : [];
    return issue.keys.map((key) => {
      const name = [...issue.path, key].join('.');
      return `- ${name} is not a key of the configuration. ${suggestNearest(key, known, 'Remove it.')}`;
    });
  }
  const key = issue.path[0] as ConfigurationKey;
  const wrong = key in values ? issue.message : 'is missing';
  return [problem(key, wrong, issue.path.join('.'))];
}
