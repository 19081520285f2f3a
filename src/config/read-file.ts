import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { ConfigurationError } from '../errors.js';
import type { ConfigurationKey } from './schema.js';

const defaultConfigurationFile = 'configuration.json';

export interface Sources {
  /** The file to read; the default one may be missing, a named one may not. */
  file?: string | undefined;
  environment: Readonly<Record<string, string | undefined>>;
  /** Values of flags; undefined ones count as not given. */
  flags?: Readonly<Partial<Record<ConfigurationKey, unknown>>>;
}

/** Flags that were given. */
export function given(flags: Sources['flags'] = {}): Record<string, unknown> {
  return Object.fromEntries(Object.entries(flags).filter(([, value]) => value !== undefined));
}

/** The configuration file that is meant, and whether somebody named it. */
export function configurationPath(file: string | undefined, environment: Sources['environment']) {
  const name = file || environment.TOAST_CONFIG;
  return { absolute: resolve(name || defaultConfigurationFile), named: Boolean(name) };
}

/** What a configuration file holds, unchecked; nothing when one that nobody named is missing. */
export async function readConfigurationFile(
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
