import { describe, expect, it } from 'vitest';
import type { ConfigurationKey } from '../../../src/config/configuration.js';
import { environmentVariables } from '../../../src/config/keys.js';

describe('environmentVariables', () => {
  it.each<[ConfigurationKey, ...string[]]>([
    ['clientId', 'TOAST_CLIENT_ID'],
    ['key', 'TOAST_KEY'],
    ['initialSyncStart', 'TOAST_INITIAL_SYNC_START'],
    ['backfillPauseSeconds', 'TOAST_BACKFILL_PAUSE_SECONDS'],
    ['privacy', 'TOAST_PRIVACY_GUESTS'],
    ['history', 'TOAST_HISTORY_ORDERS', 'TOAST_HISTORY_TIME_ENTRIES', 'TOAST_HISTORY_KEEP_DAYS'],
    ['report', 'TOAST_REPORT_FOLDER', 'TOAST_REPORT_KEEP_DAYS', 'TOAST_REPORT_RESTAURANTS'],
  ])('returns for %s the variable %s', (key, ...names) => {
    expect(environmentVariables(key).map(({ name }) => name)).toEqual(names);
  });
});
