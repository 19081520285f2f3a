import { ConfigurationError } from '../errors.js';
import { environmentName } from './environment.js';
import { configurationHelp } from './help.js';
import type { ConfigurationKey } from './schema.js';

/** A line about a key that `is wrong` somehow; `path` says which part of it. Values are never shown. */
export function problem(key: ConfigurationKey, wrong: string, path: string = key): string {
  return `- ${path} (${environmentName(key)}) ${wrong}; expected ${configurationHelp[key]}`;
}

/** The error for a configuration with these problems, of which `file` is a source. */
export function unusable(problems: readonly string[], file: string): ConfigurationError {
  return new ConfigurationError(`The configuration cannot be used.\n${problems.join('\n')}`, {
    suggestion: `Mend ${file} or set the environment variables named above. docs/configuration.md describes each key.`,
  });
}
