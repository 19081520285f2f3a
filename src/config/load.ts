import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { ConfigurationError } from '../errors.js';
import { environmentName, fromEnvironment } from './environment.js';
import {
  configurationHelp,
  configurationSchema,
  defaultDatabase,
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
  const given = Object.entries(flags ?? {}).filter(([, value]) => value !== undefined);
  const merged = { ...values, ...fromEnvironment(environment), ...Object.fromEntries(given) };
  const parsed = configurationSchema.safeParse(merged);
  if (parsed.success) return { configuration: parsed.data, warnings };

  const problems = parsed.error.issues.map((issue) => {
    if (issue.code === 'unrecognized_keys') {
      return `- ${issue.keys.join(', ')}: not a key of the configuration`;
    }
    const key = issue.path[0] as ConfigurationKey;
    const wrong = key in merged ? issue.message : 'is missing';
    return `- ${issue.path.join('.')} (${environmentName(key)}) ${wrong}; expected ${configurationHelp[key]}`;
  });
  throw new ConfigurationError(`The configuration cannot be used.\n${problems.join('\n')}`, {
    suggestion: `Mend ${path.absolute} or set the environment variables named above. docs/configuration.md describes each key.`,
  });
}

/**
 * The database's path for commands that need nothing else of the configuration.
 * @throws ConfigurationError when the file that was named cannot be read.
 */
export async function loadDatabasePath(sources: {
  file?: string | undefined;
  database?: string | undefined;
  environment: Sources['environment'];
}): Promise<string> {
  const { environment } = sources;
  const given = sources.database || environment.TOAST_DATABASE;
  if (given) return given;
  const path = configurationPath(sources.file, environment);
  const { values } = await readConfigurationFile(path.absolute, path.named);
  return typeof values.database === 'string' ? values.database : defaultDatabase;
}

function configurationPath(file: string | undefined, environment: Sources['environment']) {
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
