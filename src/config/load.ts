import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { z } from 'zod';
import { ConfigurationError } from '../errors.js';
import { suggestNearest } from '../nearest.js';
import { environmentName, fromEnvironment } from './environment.js';
import {
  configurationHelp,
  configurationSchema,
  databaseSchema,
  type Configuration,
  type ConfigurationKey,
} from './schema.js';

export const defaultConfigurationFile = 'configuration.json';

export interface Sources {
  /** The file to read; the default one may be missing, a named one may not. */
  file?: string | undefined;
  environment: Readonly<Record<string, string | undefined>>;
  /** Values of flags; undefined ones count as not given. */
  flags?: Readonly<Partial<Record<ConfigurationKey, unknown>>>;
}

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

/**
 * Which database to open, and how long to wait for it, for commands that need nothing else of the
 * configuration: the rest of it may be missing or wrong.
 * @throws ConfigurationError when the file that was named cannot be read, or one of the two is wrong.
 */
export async function loadDatabaseSettings(
  sources: Sources,
): Promise<Pick<Configuration, 'database' | 'wait'>> {
  const { file, environment, flags } = sources;
  const path = configurationPath(file, environment);
  const named = { ...fromEnvironment(environment), ...given(flags) };
  const reading = readConfigurationFile(path.absolute, path.named);
  /* Whoever names the database may have no right to read the credentials. */
  const { values } = await ('database' in named ? reading.catch(() => ({ values: {} })) : reading);
  return parse(databaseSchema, { ...values, ...named }, path.absolute);
}

function given(flags: Sources['flags'] = {}): Record<string, unknown> {
  return Object.fromEntries(Object.entries(flags).filter(([, value]) => value !== undefined));
}

function parse<T extends z.ZodType>(
  schema: T,
  values: Record<string, unknown>,
  file: string,
): z.output<T> {
  const parsed = schema.safeParse(values);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.flatMap((issue) => problemsOf(issue, values));
  throw new ConfigurationError(`The configuration cannot be used.\n${problems.join('\n')}`, {
    suggestion: `Mend ${file} or set the environment variables named above. docs/configuration.md describes each key.`,
  });
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
  return [
    `- ${issue.path.join('.')} (${environmentName(key)}) ${wrong}; expected ${configurationHelp[key]}`,
  ];
}

/** The configuration file that is meant, and whether somebody named it. */
export function configurationPath(file: string | undefined, environment: Sources['environment']) {
  const name = file || environment.TOAST_CONFIG;
  return { absolute: resolve(name || defaultConfigurationFile), named: Boolean(name) };
}

async function readConfigurationFile(
  path: string,
  required: boolean,
): Promise<{ values: Record<string, unknown>; warnings: string[] }> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    if (!required && (cause as NodeJS.ErrnoException).code === 'ENOENT') {
      return { values: {}, warnings: [] };
    }
    throw new ConfigurationError(`Cannot read the configuration ${path}.`, {
      suggestion: 'Check the path given with --config or TOAST_CONFIG.',
      cause,
    });
  }
  return { values: parseObject(text, path), warnings: await permissionWarnings(path) };
}

function parseObject(text: string, path: string): Record<string, unknown> {
  let value: unknown;
  try {
    /* Editors on Windows begin a file with a byte order mark. */
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    /* The parser's message quotes the text, which may be a secret: it is left out on purpose. */
    throw new ConfigurationError(`${path} is not valid JSON.`, {
      suggestion: 'Check it for a missing quote or comma.',
    });
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>;
  }
  throw new ConfigurationError(`${path} does not hold a JSON object.`);
}

async function permissionWarnings(path: string): Promise<string[]> {
  if (process.platform === 'win32') return [];
  const readableByOthers = ((await stat(path)).mode & 0o044) !== 0;
  return readableByOthers
    ? [`${path} holds secrets and others on this machine can read it: chmod 600 ${path}`]
    : [];
}
