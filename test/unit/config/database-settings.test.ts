import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadDatabaseSettings } from '../../../src/config/database-settings.js';
import type { Sources } from '../../../src/config/sources.js';
import { ConfigurationError } from '../../../src/errors.js';
import { errorOf } from '../../support/error-of.js';
import { tempDir } from '../../support/temp-dir.js';
import { configurationFile } from './configuration-file.js';

describe('loadDatabaseSettings', () => {
  it('prefers the flag, then the environment, then the file, then the default', async () => {
    const file = await configurationFile({ database: 'from-file', wait: '1h' });
    const environment = { TOAST_DATABASE: 'from-environment', TOAST_WAIT: '10m' };
    const flags = { database: 'from-flag', wait: '30s' };
    const settings = (sources: Sources) => loadDatabaseSettings({ file, ...sources });
    expect(await settings({ environment, flags })).toEqual({ database: 'from-flag', wait: 30_000 });
    expect(await settings({ environment })).toEqual({
      database: 'from-environment',
      wait: 600_000,
    });
    expect(await settings({ environment: {} })).toEqual({ database: 'from-file', wait: 3_600_000 });
    const other = await configurationFile({ clientId: 'x', nonsense: 1 });
    expect(await loadDatabaseSettings({ file: other, environment: {} })).toEqual({
      database: 'warehouse.duckdb',
      wait: 0,
    });
  });

  it('reads databaseMode, and has none by default', async () => {
    const file = await configurationFile({ databaseMode: '0640' });
    expect((await loadDatabaseSettings({ file, environment: {} })).databaseMode).toBe(0o640);
    const other = await configurationFile({});
    expect((await loadDatabaseSettings({ file: other, environment: {} })).databaseMode).toBe(
      undefined,
    );
  });

  it('ignores an unreadable file if a flag names the database', async () => {
    const file = await configurationFile('oops');
    const flags = { database: 'from-flag' };
    expect(await loadDatabaseSettings({ file, environment: {}, flags })).toEqual({
      database: 'from-flag',
      wait: 0,
    });
    expect((await errorOf(loadDatabaseSettings({ file, environment: {} }))).message).toContain(
      'is not valid JSON',
    );
  });

  it('reports an invalid database, databaseMode and wait', async () => {
    const file = await configurationFile({ database: 4711, databaseMode: 640, wait: 'a while' });
    const error = await errorOf(loadDatabaseSettings({ file, environment: {} }));
    expect(error).toBeInstanceOf(ConfigurationError);
    expect(error.message.match(/^- \w+ \(\w+\)/gm)).toEqual([
      '- database (TOAST_DATABASE)',
      '- databaseMode (TOAST_DATABASE_MODE)',
      '- wait (TOAST_WAIT)',
    ]);
  });

  it('ignores empty environment variables', async () => {
    const file = join(await tempDir(), 'configuration.json');
    await writeFile(file, '{"database": "from-file"}');
    const environment = { TOAST_DATABASE: '', TOAST_WAIT: '' };
    expect(await loadDatabaseSettings({ file, environment })).toEqual({
      database: 'from-file',
      wait: 0,
    });
  });
});
