import { resolve } from 'node:path';
import open from 'open';

/** Opens a file in the program that the system has for it. Returns undefined, or why it could not be started. */
export async function openFile(path: string): Promise<string | undefined> {
  try {
    await open(resolve(path));
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
