import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tempDir } from '../../support/temp-dir.js';

export const completeConfiguration = {
  clientId: 'a-client-id',
  clientSecret: 'a-client-secret',
  userAccessType: 'TOAST_MACHINE_CLIENT',
  domain: 'ws-api.example.com',
  initialSyncStart: '2026-01-01T00:00:00.000Z',
  key: 'BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc=',
};

/** Writes a configuration file, by default readable by its owner only, and returns its path. */
export async function configurationFile(content: unknown, mode = 0o600): Promise<string> {
  const file = join(await tempDir(), 'configuration.json');
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content));
  await chmod(file, mode);
  return file;
}
