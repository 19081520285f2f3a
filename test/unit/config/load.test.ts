import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadConfiguration, loadReportSettings } from '../../../src/config/load.js';
import type { Sources } from '../../../src/config/sources.js';
import { keyDescriptions } from '../../../src/config/keys.js';
import type { ConfigurationKey } from '../../../src/config/configuration.js';
import { ConfigurationError } from '../../../src/errors.js';
import { tempDir } from '../../support/temp-dir.js';
import { completeConfiguration, configurationFile } from './configuration-file.js';

async function load(content: unknown, sources: Partial<Sources> = {}) {
  return loadConfiguration({
    file: await configurationFile(content),
    environment: {},
    ...sources,
  });
}

async function refusal(loading: Promise<unknown>): Promise<ConfigurationError> {
  const error = await loading.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof ConfigurationError) return error;
  throw new Error('A ConfigurationError was expected', { cause: error });
}

describe('loadConfiguration', () => {
  it('reads the keys of the reference connector and applies defaults for the others', async () => {
    const { configuration, warnings } = await load(completeConfiguration);
    expect(configuration).toMatchObject({
      clientId: 'a-client-id',
      userAccessType: 'TOAST_MACHINE_CLIENT',
      domain: 'https://ws-api.example.com',
      initialSyncStart: Date.UTC(2026, 0, 1),
      database: 'warehouse.duckdb',
      wait: 0,
      concurrency: 32,
      windowDays: 30,
      backfillPauseSeconds: 5,
      overlapMinutes: 15,
      maxResponseMegabytes: 64,
    });
    expect(configuration.clientSecret.reveal()).toBe('a-client-secret');
    expect(configuration.key.reveal()).toBe(completeConfiguration.key);
    expect(configuration.restaurants).toBeUndefined();
    expect(warnings).toEqual([]);
  });

  it('reads which versions to keep; a variable sets one field and leaves the others', async () => {
    const history = { orders: true, keepDays: 30 };
    const { configuration } = await load(
      { ...completeConfiguration, history },
      { environment: { TOAST_HISTORY_TIME_ENTRIES: 'true', TOAST_HISTORY_KEEP_DAYS: '60' } },
    );
    expect(configuration.history).toEqual({ orders: true, timeEntries: true, keepDays: 60 });
    const { configuration: byDefault } = await load(completeConfiguration);
    expect(byDefault.history).toEqual({ orders: false, timeEntries: false });
  });

  it('names the field of history that is invalid, and its variable', async () => {
    const { message } = await refusal(
      load({ ...completeConfiguration, history: { orders: 'maybe', keepDays: 0 } }),
    );
    expect(message).toContain('- history.orders (TOAST_HISTORY_ORDERS) is not true or false');
    expect(message).toContain('- history.keepDays (TOAST_HISTORY_KEEP_DAYS) is less than 1');
  });

  it('reads where reports are kept, from the file and the environment', async () => {
    const report = { folder: 'report', keepDays: 90 };
    const { configuration } = await load(
      { ...completeConfiguration, report },
      { environment: { TOAST_REPORT_KEEP_DAYS: '7', TOAST_REPORT_RESTAURANTS: 'Main, Airport' } },
    );
    expect(configuration.report).toEqual({
      ...{ folder: 'report', keepDays: 7 },
      restaurants: ['Main', 'Airport'],
    });
    expect((await load(completeConfiguration)).configuration.report).toBeUndefined();
  });

  it('names the field of report that is missing', async () => {
    const { message } = await refusal(
      load(completeConfiguration, { environment: { TOAST_REPORT_KEEP_DAYS: '7' } }),
    );
    expect(message.split('\n')[1]).toMatch(/^- report\.folder \(TOAST_REPORT_FOLDER\) is missing;/);
  });

  it('prefers flags to the environment, and the environment to the file', async () => {
    const file = { ...completeConfiguration, database: 'f', concurrency: 1, windowDays: 1 };
    const environment = { TOAST_CONCURRENCY: '2', TOAST_WINDOW_DAYS: '2' };
    const flags = { windowDays: 3, database: undefined };
    const { configuration } = await load(file, { environment, flags });
    expect(configuration).toMatchObject({ database: 'f', concurrency: 2, windowDays: 3 });
  });

  it('reads databaseMode as an octal text, from the file or the environment', async () => {
    const file = { ...completeConfiguration, databaseMode: '0640' };
    expect((await load(file)).configuration.databaseMode).toBe(0o640);
    const environment = { TOAST_DATABASE_MODE: '0600' };
    expect((await load(file, { environment })).configuration.databaseMode).toBe(0o600);
  });

  it('needs no file if the environment sets every required key', async () => {
    const { configuration } = await loadConfiguration({
      environment: {
        TOAST_CLIENT_ID: 'id',
        TOAST_CLIENT_SECRET: 'secret',
        TOAST_DOMAIN: 'http://127.0.0.1:8080',
        TOAST_INITIAL_SYNC_START: '2026-01-01',
        TOAST_KEY: completeConfiguration.key,
      },
    });
    expect(configuration).toMatchObject({ clientId: 'id', domain: 'http://127.0.0.1:8080' });
  });

  it.each(['clientId', 'clientSecret', 'domain', 'initialSyncStart', 'key'] as const)(
    'reports that %s is missing, and what is expected',
    async (key) => {
      const { message } = await refusal(load({ ...completeConfiguration, [key]: undefined }));
      const variable = `TOAST_${key.replace(/[A-Z]/g, '_$&').toUpperCase()}`;
      expect(message.split('\n').slice(1)).toEqual([
        `- ${key} (${variable}) is missing; expected ${keyDescriptions[key]}`,
      ]);
    },
  );

  it.each<[ConfigurationKey, unknown]>([
    ['clientId', 4711],
    ['clientId', ''],
    ['clientSecret', 471147114711],
    ['userAccessType', 'WRONG-VALUE'],
    ['domain', 'https://WRONG-VALUE.example.com/path'],
    ['initialSyncStart', 'WRONG-VALUE'],
    ['initialSyncStart', '10:11:47'],
    ['key', 'WRONG-VALUE'],
    ['key', 'BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHBwc+/wc='],
    ['restaurants', []],
    ['restaurants', ['WRONG-VALUE']],
    ['managementGroup', 'WRONG-VALUE'],
    ['concurrency', 4711],
    ['concurrency', 'WRONG-VALUE'],
    ['windowDays', 31],
    ['overlapMinutes', -1],
    ['databaseMode', 'WRONG-VALUE'],
    ['databaseMode', 4711],
    ['databaseMode', '0666'],
    ['maxResponseMegabytes', 0],
    ['maxResponseMegabytes', 1025],
    ['wait', 'WRONG-VALUE'],
    ['wait', '4711'],
  ])('rejects %s = %j without showing the value', async (key, value) => {
    const error = await refusal(load({ ...completeConfiguration, [key]: value }));
    const [, problem, ...others] = error.message.split('\n');
    expect(others).toEqual([]);
    expect(problem).toMatch(new RegExp(`^- ${key}(\\.0)? \\(TOAST_`));
    expect(problem).toContain(`expected ${keyDescriptions[key]}`);
    expect(problem).not.toMatch(/WRONG-VALUE|4711|10:11:47/);
    expect(problem).not.toContain('undefined');
  });

  it('reports all missing keys in one error', async () => {
    const { message } = await refusal(load({}));
    expect(message.match(/^- \w+/gm)).toEqual([
      '- clientId',
      '- clientSecret',
      '- domain',
      '- initialSyncStart',
      '- key',
    ]);
  });

  it.each([
    ['clientid', 'Did you mean clientId?'],
    ['client_secret', 'Did you mean clientSecret?'],
    ['restaurant', 'Did you mean restaurants?'],
    ['zzz', 'Remove it.'],
  ])('rejects the unknown key %s and suggests a similar one: %s', async (key, suggestion) => {
    const { message } = await refusal(load({ ...completeConfiguration, [key]: 'a-value' }));
    expect(message).toContain(`- ${key} is not a configuration key. ${suggestion}`);
    expect(message).not.toContain('a-value');
  });

  it('rejects a file that is not JSON without quoting it', async () => {
    const file = await configurationFile('{"clientSecret": "a-client-secret" oops}');
    const error = await refusal(loadConfiguration({ file, environment: {} }));
    const place = 'line 1, column 36: the text here is not JSON';
    expect(error.message).toBe(`${file} is not valid JSON: ${place}.`);
    expect(error.cause).toBeUndefined();
  });

  it('reads a file that begins with a byte order mark', async () => {
    const { configuration } = await load(`\uFEFF${JSON.stringify(completeConfiguration)}`);
    expect(configuration.clientId).toBe('a-client-id');
  });

  it.each(['[]', 'null', '"text"'])('rejects %s, which is not an object', async (content) => {
    const { message } = await refusal(load(content));
    expect(message).toMatch(/does not contain a JSON object/);
  });

  it('rejects a missing file that --config or TOAST_CONFIG names', async () => {
    const missing = join(await tempDir(), 'nowhere.json');
    for (const sources of [
      { file: missing, environment: {} },
      { environment: { TOAST_CONFIG: missing } },
    ]) {
      const error = await refusal(loadConfiguration(sources));
      expect(error.message).toBe(`Cannot read the configuration file ${missing} (ENOENT).`);
      expect(error.suggestion).toMatch(/--config or TOAST_CONFIG/);
    }
  });

  it.each([
    [0o644, 1],
    [0o640, 1],
    [0o600, 0],
  ])(
    'for a file with mode %o gives %i warnings that other users can read it',
    async (mode, count) => {
      const file = await configurationFile(completeConfiguration, mode);
      const { warnings } = await loadConfiguration({ file, environment: {} });
      expect(warnings).toHaveLength(count);
      for (const warning of warnings) expect(warning).toContain(`chmod 600 ${file}`);
    },
  );
});

describe('loadReportSettings', () => {
  it('needs no other key of the configuration', async () => {
    const file = await configurationFile({ report: { folder: 'report' } });
    expect(await loadReportSettings({ file, environment: {} })).toEqual({ folder: 'report' });
  });

  it('names the field that is invalid', async () => {
    const file = await configurationFile({ report: { folder: 'report', keepDays: 0 } });
    const { message } = await refusal(loadReportSettings({ file, environment: {} }));
    expect(message).toContain('- report.keepDays (TOAST_REPORT_KEEP_DAYS) is less than 1');
  });

  it('has nothing if the file cannot be read and the database is named', async () => {
    const sources = { file: 'missing.json', environment: {} };
    expect((await refusal(loadReportSettings(sources))).message).toContain('missing.json');
    expect(await loadReportSettings({ ...sources, flags: { database: 'd' } })).toBeUndefined();
  });
});
