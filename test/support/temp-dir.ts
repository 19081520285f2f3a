import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { whenDone } from './vitest/when-done.js';

/** Creates an empty folder, which is removed when the test ends. */
export async function tempDir(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'toast-test-'));
  whenDone(() => rm(dir, { recursive: true, force: true }));
  return dir;
}
