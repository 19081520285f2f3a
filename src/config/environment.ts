import { splitList } from './list.js';
import { configurationHelp } from './help.js';
import type { ConfigurationKey } from './schema.js';

const listKeys: readonly ConfigurationKey[] = ['restaurants', 'resources'];

/* Keys that hold an object: the field of it that a variable sets. */
const fieldOf: Readonly<Partial<Record<ConfigurationKey, string>>> = { privacy: 'guests' };

/** `clientId` → `TOAST_CLIENT_ID`; of a key that holds an object, with its field. */
export function environmentName(key: ConfigurationKey): string {
  const field = fieldOf[key];
  const words = field === undefined ? key : `${key}_${field}`;
  return `TOAST_${words.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
}

/** The configuration's keys that the environment sets; lists are separated by commas. */
export function fromEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const key of Object.keys(configurationHelp) as ConfigurationKey[]) {
    const value = environment[environmentName(key)];
    if (value === undefined || value === '') continue;
    const field = fieldOf[key];
    if (field !== undefined) found[key] = { [field]: value };
    else found[key] = listKeys.includes(key) ? splitList(value) : value;
  }
  return found;
}
