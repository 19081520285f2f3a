import { readFileSync } from 'node:fs';

/** The package's folder `data`, which is next to both `src` and `dist`. */
const FOLDER = new URL('../../../data/', import.meta.url);

/**
 * Reads a JSON file of the package's folder `data`. It is read rather than imported because
 * Node 20 before 20.10 does not know import attributes.
 */
export function readData<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`${name}.json`, FOLDER), 'utf8')) as T;
}
