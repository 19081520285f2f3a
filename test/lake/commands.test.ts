import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, inject, it } from 'vitest';
import { toastProcess as toast } from '../support/toast-process.js';
import { tempDir } from '../support/temp-dir.js';
import { catalogName, remoteLake } from './support/publish.js';
import { smallSource } from './support/small-source.js';

/* The result of `toast … --json`. */
async function json(cwd: string, args: string[], environment: Record<string, string>) {
  const { exitCode, stdout, stderr } = await toast(cwd, [...args, '--json'], { environment });
  expect(exitCode, `${stdout}${stderr}`).toBe(0);
  return (JSON.parse(stdout) as { result: unknown }).result;
}

it('the commands publish, show, maintain and query a lake, with secrets from the environment', async () => {
  const cwd = await tempDir();
  const source = await smallSource(['A']);
  const { target, catalog } = await remoteLake();
  const { endpoint, region, keyId, secret } = inject('s3');
  await writeFile(
    join(cwd, 'configuration.json'),
    JSON.stringify({
      publish: {
        lake: { to: catalogName(catalog).replace(/ password=\S+/, ''), data: target.data },
      },
      s3: { endpoint: `http://${endpoint}`, urlStyle: 'path' },
      extensionDirectory: inject('extensionDirectory'),
    }),
    { mode: 0o600 },
  );
  const environment = {
    ...{ PGPASSWORD: catalog.password, AWS_ACCESS_KEY_ID: keyId },
    ...{ AWS_SECRET_ACCESS_KEY: secret, AWS_REGION: region },
  };
  await source.whileClosed(async (database) => {
    const withDatabase = ['--database', database];
    const published = await json(cwd, ['publish', '--verify', ...withDatabase], environment);
    expect(published).toMatchObject({ targets: [{ status: 'published', verified: true }] });
    const status = await json(cwd, ['publish', 'status', 'lake', ...withDatabase], environment);
    expect(status).toMatchObject([
      {
        tables: 4,
        differing: [],
        lake: { sources: [{ id: 'run-A', isLocal: true, restaurants: 1 }] },
      },
    ]);
    const printed = await toast(cwd, ['publish', 'status', 'lake', ...withDatabase], {
      environment,
    });
    expect(printed.stdout).toMatch(/this source +run-A \(1 restaurant, /);
    const maintained = await json(
      cwd,
      ['publish', 'maintain', 'lake', '--keep', '1h'],
      environment,
    );
    expect(maintained).toMatchObject({ target: 'lake', numbers: { snapshotsExpired: 0 } });
    const query = ['query', '--target', 'lake', 'select count(*)::int as n from orders'];
    expect(await json(cwd, query, environment)).toEqual([{ n: 200 }]);
    const wrong = { ...environment, PGPASSWORD: 'wr0ng-s3cret' };
    const failed = await toast(cwd, ['publish', ...withDatabase], { environment: wrong });
    expect(failed.stdout + failed.stderr).toMatch(/password authentication failed/);
    expect(failed.stdout + failed.stderr).not.toContain('wr0ng-s3cret');
  });
});
