import { chmod, lstat, mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isKey, newKey, writeKey } from '../../../src/config/key.js';
import { Secret } from '../../../src/config/secret.js';
import { ConfigurationError } from '../../../src/errors.js';
import { errorOf } from '../../support/error-of.js';
import { tempDir } from '../../support/temp-dir.js';
import { completeConfiguration, configurationFile } from './configuration-file.js';
import { needs } from '../../support/vitest/needs.js';

const from = new Secret(completeConfiguration.key);
const to = new Secret(newKey());

describe('newKey', () => {
  it('generates a valid key, a different one each time', () => {
    expect(isKey(newKey())).toBe(true);
    expect(newKey()).not.toBe(newKey());
  });
});

describe('writeKey', () => {
  it('replaces only the key, and makes the file readable by its owner only', async () => {
    const text = `\uFEFF{ "windowDays" : 7.0,\n\t"clientId": "é",  "key":"${from.reveal()}" }\r\n`;
    const file = await configurationFile(text, 0o644);
    await writeKey(file, from, to);
    expect(await readFile(file, 'utf8')).toBe(text.replace(from.reveal(), to.reveal()));
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readdir(dirname(file))).toEqual(['configuration.json']);
  });

  it('keeps another value that is equal to the old key', async () => {
    const before = { clientSecret: from.reveal(), key: from.reveal(), windowDays: 7 };
    const file = await configurationFile(before);
    await writeKey(file, from, to);
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({ ...before, key: to.reveal() });
  });

  it('keeps a symbolic link and replaces the file it points to', async () => {
    const file = await configurationFile(completeConfiguration);
    const link = join(await tempDir(), 'configuration.json');
    await symlink(file, link);
    await writeKey(link, from, to);
    expect((await lstat(link)).isSymbolicLink()).toBe(true);
    expect(JSON.parse(await readFile(file, 'utf8')).key).toBe(to.reveal());
  });

  it('rejects a file that does not contain the current key, and leaves it unchanged', async () => {
    const file = await configurationFile({ ...completeConfiguration, key: newKey() });
    const before = await readFile(file, 'utf8');
    const error = await errorOf(writeKey(file, from, to));
    expect(error).toBeInstanceOf(ConfigurationError);
    expect(error.message).not.toContain(from.reveal());
    expect(await readFile(file, 'utf8')).toBe(before);
  });

  it('names the file if it is missing or a folder', async () => {
    const missing = join(await tempDir(), 'configuration.json');
    const folder = join(await tempDir(), 'configuration.json');
    await mkdir(folder);
    for (const file of [missing, folder]) {
      const error = await errorOf(writeKey(file, from, to));
      expect(error).toBeInstanceOf(ConfigurationError);
      expect(error.message).toContain(file);
    }
  });

  it('does not quote a file that is not JSON', async () => {
    const file = await configurationFile('{"clientSecret": "a-client-secret" oops}');
    const error = await errorOf(writeKey(file, from, to));
    expect(error).toBeInstanceOf(ConfigurationError);
    expect(error.message).not.toContain('oops');
  });

  it('leaves the folder unchanged if the new file cannot be created', async () => {
    const folder = await tempDir();
    const file = join(folder, `${'long'.repeat(60)}.json`);
    const text = JSON.stringify(completeConfiguration);
    await writeFile(file, text);
    const error = await errorOf(writeKey(file, from, to));
    expect(error).toBeInstanceOf(ConfigurationError);
    expect(error.message).toContain('ENAMETOOLONG');
    expect(await readFile(file, 'utf8')).toBe(text);
    expect(await readdir(folder)).toHaveLength(1);
  });

  it(
    'leaves a folder without write permission unchanged',
    needs('a user other than root', process.getuid?.() !== 0),
    async () => {
      const folder = await tempDir();
      const file = join(folder, 'configuration.json');
      await writeFile(file, JSON.stringify(completeConfiguration));
      await chmod(folder, 0o500);
      expect((await errorOf(writeKey(file, from, to))).message).toContain('EACCES');
      await chmod(folder, 0o700);
      expect(await readdir(folder)).toEqual(['configuration.json']);
    },
  );
});
