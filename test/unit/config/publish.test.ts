import { describe, expect, it } from 'vitest';
import { loadConfiguration, loadPublishSettings } from '../../../src/config/load.js';
import { errorOf } from '../../support/error-of.js';
import { completeConfiguration, configurationFile } from './configuration-file.js';

async function load(content: unknown, environment: Record<string, string> = {}) {
  return loadPublishSettings({ file: await configurationFile(content), environment });
}

describe('loadPublishSettings', () => {
  it('needs nothing of the configuration but targets, which get their defaults', async () => {
    const { publish, s3, extensionDirectory } = await load({
      clientId: 42,
      publish: { share: { to: 'share/sales.duckdb', mode: '0640' } },
    });
    expect(publish).toEqual({
      share: {
        ...{ to: 'share/sales.duckdb', mode: 0o640, exclude: [], guests: 'keep' },
        ...{ employees: 'keep', evenIfTestsFail: false, encrypted: false },
      },
    });
    expect(s3).toEqual({ useSsl: true });
    expect(extensionDirectory).toBeUndefined();
  });

  it('is part of the whole configuration', async () => {
    const publish = { lake: { to: 's3://bucket/sales/', evenIfTestsFail: true, wait: '10m' } };
    const file = await configurationFile({ ...completeConfiguration, publish });
    const { configuration } = await loadConfiguration({ file, environment: {} });
    expect(configuration.publish.lake).toMatchObject({ evenIfTestsFail: true, wait: 600_000 });
  });

  it('hides secrets', async () => {
    const settings = await load({
      publish: { lake: { to: 'md:sales', password: 'hunter2', token: 'hunter3' } },
      s3: { keyId: 'AK', secret: 'hunter4' },
    });
    expect(JSON.stringify(settings)).not.toMatch(/hunter/);
    expect(settings.s3.secret?.reveal()).toBe('hunter4');
  });

  it('takes what the file does not say of S3 from the variables of the AWS tools', async () => {
    const environment = {
      AWS_ACCESS_KEY_ID: 'from environment',
      AWS_SECRET_ACCESS_KEY: 'secret',
      AWS_DEFAULT_REGION: 'eu-west-1',
      AWS_ENDPOINT_URL: 'http://localhost:9000',
    };
    const { s3 } = await load({ s3: { keyId: 'from file' } }, environment);
    expect(s3).toMatchObject({
      ...{ keyId: 'from file', region: 'eu-west-1', endpoint: 'localhost:9000', useSsl: false },
    });
    expect(s3.secret?.reveal()).toBe('secret');
  });

  it.each([
    [{ publish: { share: {} } }, 'publish.share.to'],
    [{ publish: { share: { to: 'a.duckdb', guests: 'hash' } } }, 'publish.share.guests is not an'],
    [
      { publish: { share: { to: 'a.duckdb', mode: 'rw' } } },
      'publish.share.mode is not a file mode',
    ],
    [{ publish: { share: { to: 'a.duckdb', colour: 1 } } }, 'publish.share.colour is not a'],
    [{ publish: { status: { to: 'a.duckdb' } } }, 'publish.status is a subcommand'],
    [{ publish: { 'a b': { to: 'a.duckdb' } } }, 'publish.a b is not a name'],
    [{ s3: { endpoint: 'https://h/path' } }, 's3.endpoint is not a host name'],
  ])('says what is wrong with %j', async (content, message) => {
    expect((await errorOf(load(content))).message).toContain(`- ${message}`);
  });
});
