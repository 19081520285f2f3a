import { describe, expect, it } from 'vitest';
import type { ConfigurationKey } from '../../../src/config/configuration.js';
import { environmentName } from '../../../src/config/keys.js';

describe('environmentName', () => {
  it.each<[ConfigurationKey, string]>([
    ['clientId', 'TOAST_CLIENT_ID'],
    ['key', 'TOAST_KEY'],
    ['initialSyncStart', 'TOAST_INITIAL_SYNC_START'],
    ['backfillPauseSeconds', 'TOAST_BACKFILL_PAUSE_SECONDS'],
    ['privacy', 'TOAST_PRIVACY_GUESTS'],
  ])('returns for %s the variable %s', (key, name) => {
    expect(environmentName(key)).toBe(name);
  });
});
