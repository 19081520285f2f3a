import { describe, expect, it } from 'vitest';
import type { ConfigurationKey } from '../../../src/config/configuration.js';
import { environmentName, keyDescriptions } from '../../../src/config/keys.js';
import { fromEnvironment } from '../../../src/config/sources.js';

describe('fromEnvironment', () => {
  it('reads the variable of every key', () => {
    const keys = Object.keys(keyDescriptions) as ConfigurationKey[];
    const environment = Object.fromEntries(keys.map((key) => [environmentName(key), 'x']));
    expect(Object.keys(fromEnvironment(environment))).toEqual(keys);
  });

  it('splits lists at commas and drops spaces and trailing commas', () => {
    expect(fromEnvironment({ TOAST_RESTAURANTS: ' a, b ,', TOAST_RESOURCES: 'orders' })).toEqual({
      restaurants: ['a', 'b'],
      resources: ['orders'],
    });
  });

  it('puts the value into the field of a key that is an object', () => {
    expect(fromEnvironment({ TOAST_PRIVACY_GUESTS: 'hash' })).toEqual({
      privacy: { guests: 'hash' },
    });
  });

  it('ignores empty variables and variables of other programs', () => {
    expect(fromEnvironment({ TOAST_DATABASE: '', TOAST_OTHER: 'x', HOME: '/' })).toEqual({});
  });
});
