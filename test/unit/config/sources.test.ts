import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { describe, expect, it } from 'vitest';
import type { ConfigurationKey } from '../../../src/config/configuration.js';
import { environmentVariables, keyDescriptions } from '../../../src/config/keys.js';
import { fromEnvironment, readConfigurationFile } from '../../../src/config/sources.js';
import { ConfigurationError } from '../../../src/errors.js';
import { errorOf } from '../../support/error-of.js';
import { tempDir } from '../../support/temp-dir.js';
import { needs } from '../../support/vitest/needs.js';

describe('fromEnvironment', () => {
  it('reads the variable of every key', () => {
    /* Objects of objects are in the file only. */
    const inFile = new Set<ConfigurationKey>(['publish', 's3']);
    const keys = (Object.keys(keyDescriptions) as ConfigurationKey[]).filter(
      (key) => !inFile.has(key),
    );
    const environment = Object.fromEntries(
      keys.flatMap(environmentVariables).map(({ name }) => [name, 'x']),
    );
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
    expect(fromEnvironment({ TOAST_HISTORY_ORDERS: 'true', TOAST_HISTORY_KEEP_DAYS: '9' })).toEqual(
      {
        history: { orders: 'true', keepDays: '9' },
      },
    );
  });

  it('ignores empty variables and variables of other programs', () => {
    expect(fromEnvironment({ TOAST_DATABASE: '', TOAST_OTHER: 'x', HOME: '/' })).toEqual({});
  });
});

describe('readConfigurationFile', () => {
  it('refuses a file without end instead of reading on', async () => {
    const error = await errorOf(readConfigurationFile('/dev/zero', true));
    expect(error).toBeInstanceOf(ConfigurationError);
    expect(error.message).toContain('/dev/zero is larger than 1 MB');
  });

  const needsPipes = needs('named pipes', process.platform !== 'win32');

  async function namedPipe(): Promise<string> {
    const path = join(await tempDir(), 'configuration.json');
    await execa('mkfifo', [path]);
    return path;
  }

  it('reads a named pipe that the user named, as --config <(…) does', needsPipes, async () => {
    const path = await namedPipe();
    const writing = writeFile(path, '{"database": "from-pipe"}');
    const { values } = await readConfigurationFile(path, true);
    expect(values).toEqual({ database: 'from-pipe' });
    await writing;
  });

  it('refuses a default file that is a named pipe instead of waiting', needsPipes, async () => {
    const path = await namedPipe();
    const error = await errorOf(readConfigurationFile(path, false));
    expect(error).toBeInstanceOf(ConfigurationError);
    expect(error.message).toBe(`${path} is not a file.`);
  });
});
