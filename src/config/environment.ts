import { splitList } from './list.js';
import { configurationHelp, type ConfigurationKey } from './schema.js';

const listKeys: readonly ConfigurationKey[] = ['restaurants', 'resources'];

/** `clientId` → `TOAST_CLIENT_ID`. */
export function environmentName(key: ConfigurationKey): string {
  return `TOAST_${key.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
}

/** The configuration's keys that the environment sets; lists are separated by commas. */
export function fromEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const key of Object.keys(configurationHelp) as ConfigurationKey[]) {
    const value = environment[environmentName(key)];
    if (value === undefined || value === '') continue;
    found[key] = listKeys.includes(key) ? splitList(value) : value;
  }
  return found;
}
