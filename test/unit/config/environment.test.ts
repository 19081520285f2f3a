import { describe, expect, it } from 'vitest';
import { environmentName, fromEnvironment } from '../../../src/config/environment.js';
import { configurationHelp } from '../../../src/config/help.js';
import type { ConfigurationKey } from '../../../src/config/schema.js';

describe('environmentName', () => {
  it.each<[ConfigurationKey, string]>([
    ['clientId', 'TOAST_CLIENT_ID'],
    ['key', 'TOAST_KEY'],
    ['initialSyncStart', 'TOAST_INITIAL_SYNC_START'],
    ['backfillPauseSeconds', 'TOAST_BACKFILL_PAUSE_SECONDS'],
    ['privacy', 'TOAST_PRIVACY_GUESTS'],
  ])('of %s is %s', (key, name) => {
    expect(environmentName(key)).toBe(name);
  });
});

describe('fromEnvironment', () => {
  it('finds every key', () => {
    const keys = Object.keys(configurationHelp) as ConfigurationKey[];
    const environment = Object.fromEntries(keys.map((key) => [environmentName(key), 'x']));
    expect(Object.keys(fromEnvironment(environment))).toEqual(keys);
  });

  it('splits lists at commas, whatever the blanks and trailing commas', () => {
    expect(fromEnvironment({ TOAST_RESTAURANTS: ' a, b ,', TOAST_RESOURCES: 'orders' })).toEqual({
      restaurants: ['a', 'b'],
      resources: ['orders'],
    });
  });

  it('puts a value into the object that its key holds', () => {
    expect(fromEnvironment({ TOAST_PRIVACY_GUESTS: 'hash' })).toEqual({
      privacy: { guests: 'hash' },
    });
  });

  it('leaves out what is empty and what is none of ours', () => {
    expect(fromEnvironment({ TOAST_DATABASE: '', TOAST_OTHER: 'x', HOME: '/' })).toEqual({});
  });
});
