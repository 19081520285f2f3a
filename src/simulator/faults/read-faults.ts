import { readFile } from 'node:fs/promises';
import type { FaultSet } from './fault-set.js';

/** The faults of a JSON file, still to be checked. @throws RangeError when it is not JSON. */
export async function readFaults(file: string): Promise<FaultSet> {
  const text = await readFile(file, 'utf8');
  try {
    return JSON.parse(text) as FaultSet;
  } catch (cause) {
    throw new RangeError(`${file} is not valid JSON: ${(cause as Error).message}.`, { cause });
  }
}
