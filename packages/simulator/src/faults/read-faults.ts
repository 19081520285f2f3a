import { readFile } from 'node:fs/promises';
import type { FaultSet } from './fault-set.js';

/**
 * The faults of a JSON file, still to be checked.
 * @throws RangeError when it cannot be read or is not JSON.
 */
export async function readFaults(file: string): Promise<FaultSet> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as FaultSet;
  } catch (cause) {
    const problem = cause instanceof SyntaxError ? 'is not valid JSON' : 'cannot be read';
    throw new RangeError(`${file} ${problem}: ${(cause as Error).message}`, { cause });
  }
}
