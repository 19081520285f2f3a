import { open, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { ConfigurationError } from '../errors.js';
import type { ConfigurationKey } from './configuration.js';
import { environmentVariables, keyDescriptions } from './keys.js';
import { splitList } from './values.js';

const defaultConfigurationFile = 'configuration.json';

/** Names the sources of the configuration. Flags override the environment, which overrides the file. */
export interface Sources {
  /** Path given with `--config`. A file that was named must exist; the default one may be missing. */
  file?: string | undefined;
  environment: Readonly<Record<string, string | undefined>>;
  /** Values of flags; undefined ones are ignored. */
  flags?: Readonly<Partial<Record<ConfigurationKey, unknown>>>;
}

/** Returns the values that flags and environment variables set, unchecked. Flags win. */
export function overrides({ environment, flags = {} }: Sources): Record<string, unknown> {
  const given = Object.entries(flags).filter(([, value]) => value !== undefined);
  return { ...fromEnvironment(environment), ...Object.fromEntries(given) };
}

/** Returns the values that the environment sets, unchecked; lists are separated by commas. */
export function fromEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const key of Object.keys(keyDescriptions) as ConfigurationKey[]) {
    for (const { name, list, field } of environmentVariables(key)) {
      const value = environment[name];
      if (value === undefined || value === '') continue;
      const given = list ? splitList(value) : value;
      if (field === undefined) found[key] = given;
      else found[key] = { ...(found[key] as object | undefined), [field]: given };
    }
  }
  return found;
}

/**
 * Returns `values` with the settings for S3 that the variables of the AWS tools give. The file's own count
 * more: these variables may be meant for another service.
 */
export function withAwsVariables(
  values: Record<string, unknown>,
  environment: Sources['environment'],
): Record<string, unknown> {
  const found = {
    region: environment.AWS_REGION || environment.AWS_DEFAULT_REGION,
    endpoint: environment.AWS_ENDPOINT_URL,
    keyId: environment.AWS_ACCESS_KEY_ID,
    secret: environment.AWS_SECRET_ACCESS_KEY,
    sessionToken: environment.AWS_SESSION_TOKEN,
  };
  const given = Object.entries(found).filter(([, value]) => Boolean(value));
  const { s3 = {} } = values;
  if (given.length === 0 || typeof s3 !== 'object') return values;
  return { ...values, s3: { ...Object.fromEntries(given), ...s3 } };
}

/** Returns the path of the configuration file, and `named: true` if a flag or variable named it. */
export function configurationPath(file: string | undefined, environment: Sources['environment']) {
  const name = file || environment.TOAST_CONFIG;
  return { absolute: resolve(name || defaultConfigurationFile), named: Boolean(name) };
}

/**
 * Reads a configuration file without checking its values, and warns if other users can read it.
 * Returns no values if the file is missing and not `required`.
 * @throws ConfigurationError if the file cannot be read or is not a JSON object.
 */
export async function readConfigurationFile(
  path: string,
  required: boolean,
): Promise<{ values: Record<string, unknown>; warnings: string[] }> {
  let text: string;
  try {
    if (!required) await assertFile(path);
    text = await readSmallFile(path);
  } catch (cause) {
    if (cause instanceof ConfigurationError) throw cause;
    const { code } = cause as NodeJS.ErrnoException;
    if (!required && code === 'ENOENT') return { values: {}, warnings: [] };
    throw new ConfigurationError(
      `Cannot read the configuration file ${path} (${code ?? 'unknown'}).`,
      { suggestion: 'Check the path given with --config or TOAST_CONFIG.', cause },
    );
  }
  return { values: await parseObject(text, path), warnings: await permissionWarnings(path) };
}

/*
 * Reading a named pipe waits until something is written to it. Whoever names one, such as the shell for
 * `--config <(…)`, writes to it; one that merely lies in the working directory may wait for ever.
 */
async function assertFile(path: string): Promise<void> {
  if ((await stat(path)).isFile()) return;
  throw new ConfigurationError(`${path} is not a file.`, {
    suggestion: 'Move it away, or use --config to name the configuration file.',
  });
}

/* A configuration takes some kilobytes. A device such as /dev/zero never ends. */
const maxBytes = 1024 * 1024;

async function readSmallFile(path: string): Promise<string> {
  const file = await open(path);
  try {
    const chunks: Buffer[] = [];
    /* One byte more than is allowed tells that there are more. */
    const options = { autoClose: false, end: maxBytes, highWaterMark: 64 * 1024 };
    for await (const chunk of file.createReadStream(options)) chunks.push(chunk as Buffer);
    const bytes = Buffer.concat(chunks);
    if (bytes.length <= maxBytes) return bytes.toString('utf8');
  } finally {
    await file.close();
  }
  throw new ConfigurationError(`${path} is larger than 1 MB, so it is not a configuration file.`, {
    suggestion: 'Check the path given with --config or TOAST_CONFIG.',
  });
}

async function parseObject(text: string, path: string): Promise<Record<string, unknown>> {
  /* Editors on Windows begin a file with a byte order mark. */
  const json = text.replace(/^\uFEFF/, '');
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    /* The parser's message quotes the text, which may be a secret, so it is not passed on. */
    const { jsonProblem } = await import('./json-problem.js');
    const { line, column, what } = jsonProblem(json);
    throw new ConfigurationError(
      `${path} is not valid JSON: line ${line}, column ${column}: ${what}.`,
      {
        suggestion: 'Correct the file at this place, or before it.',
      },
    );
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>;
  }
  throw new ConfigurationError(`${path} does not contain a JSON object.`, {
    suggestion: 'Write the keys and their values between { and }.',
  });
}

async function permissionWarnings(path: string): Promise<string[]> {
  if (process.platform === 'win32') return [];
  const readableByOthers = ((await stat(path)).mode & 0o044) !== 0;
  return readableByOthers
    ? [`${path} contains secrets and other users can read it. Restrict access: chmod 600 ${path}`]
    : [];
}
