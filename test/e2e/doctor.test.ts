import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/doctor/finding.js';
import { Warehouse } from '../../src/warehouse/warehouse.js';
import { captureOf } from '../support/capture.js';
import { holdElsewhere } from '../support/hold-elsewhere.js';
import { startSimulatedApi } from '../support/simulated-api.js';
import { tempDir } from '../support/temp-dir.js';
import { toast } from '../support/toast.js';

const world = { restaurants: 2, ordersPerDay: 3, from: '2026-03-01', to: '2026-03-02' };

async function workplace(
  more: Record<string, unknown> = {},
  options: Parameters<typeof startSimulatedApi>[0] = world,
) {
  const { simulator, configuration } = await startSimulatedApi(options);
  const cwd = await tempDir();
  await writeFile(
    join(cwd, 'configuration.json'),
    JSON.stringify({
      ...{ ...configuration, backfillPauseSeconds: 0 },
      ...{ resources: ['restaurants', 'jobs'], ...more },
    }),
    { mode: 0o600 },
  );
  const doctor = async () => {
    const { exitCode, stdout } = await toast(cwd, ['doctor', '--json']);
    const { findings } = JSON.parse(stdout).result as { findings: Finding[] };
    const of = (check: string) => findings.find((finding) => finding.check === check);
    const bad = findings.filter(({ status }) => status !== 'ok').map(({ check }) => check);
    return { exitCode, findings, of, bad };
  };
  return { simulator, cwd, doctor, extract: () => toast(cwd, ['extract']) };
}

describe('toast doctor', () => {
  it('finds nothing wrong before and after the first run, and keeps the login that it needed', async () => {
    const { simulator, cwd, doctor, extract } = await workplace();
    const first = await doctor();
    expect([first.exitCode, first.bad]).toEqual([0, ['database']]);
    expect(first.of('restaurants')?.text).toBe('2 restaurants');
    /* toast init leaves a database that holds the token only. */
    await toast(cwd, ['resources', '--check']);
    expect([(await doctor()).exitCode, (await doctor()).bad]).toEqual([0, ['last run']]);
    await extract();
    const second = await doctor();
    expect(second.exitCode).toBe(0);
    const shown = captureOf('operations.md', 'toast doctor');
    /* This API has no rate limits. */
    expect([...second.findings.map(({ check }) => check), 'rate limit']).toEqual(
      shown.map((line) => line.slice(2, 15).trim()),
    );
    expect(second.of('login')?.text).toMatch(/^the stored token is valid/);
    expect(second.of('last run')?.text).toMatch(/^complete/);
    /* The tables were not built. */
    expect(second.bad).toEqual(['freshness', 'tables']);
    await toast(cwd, ['token', 'clear']);
    expect((await doctor()).of('login')?.text).toMatch(/^Toast accepted the credentials/);
    expect((await doctor()).of('login')?.text).toMatch(/^the stored token is valid/);
    /* There was no database to keep the first one in. */
    const logins = simulator.requests().filter(({ path }) => path.includes('/login'));
    expect(logins).toHaveLength(3);
  });

  it('names a window that was not read, with its reason, and a restaurant that vanished', async () => {
    const { simulator, cwd, doctor, extract } = await workplace();
    simulator.setFaults({ rules: [{ endpoint: '/labor/v1/jobs', fault: { status: 400 } }] });
    await extract();
    const warehouse = await Warehouse.open(join(cwd, 'warehouse.duckdb'), { mode: 'update' });
    await warehouse.with((connection) =>
      connection.run(`update raw_toast.restaurants set removed_at = now()
        where id = (select min(id) from raw_toast.restaurants)`),
    );
    warehouse.close();
    const { exitCode, of } = await doctor();
    expect(exitCode).toBe(0);
    expect(of('windows')?.text).toMatch(/^2 windows not read, such as jobs of .*400/);
    expect(of('vanished')?.status).toBe('warning');
  });

  it.each([
    ['a refused login', { clientSecret: 'not-the-secret' }, 'login', 3],
    ['an invalid configuration', { key: 'short' }, 'configuration', 3],
    ['an address where nothing answers', { domain: 'http://127.0.0.1:1' }, 'login', 4],
  ])('%s has the exit code that a run would have', async (_, more, check, exitCode) => {
    const { doctor } = await workplace(more);
    const found = await doctor();
    expect(found.exitCode).toBe(exitCode);
    expect(found.of(check)).toMatchObject({ status: 'problem', exitCode });
    expect(JSON.stringify(found.findings)).not.toMatch(/not-the-secret|short/);
  });

  it('a database that another process holds is a problem, and names the process', async () => {
    const { cwd, doctor, extract } = await workplace();
    await extract();
    const { pid } = await holdElsewhere(join(cwd, 'warehouse.duckdb'), 'write');
    const { exitCode, of } = await doctor();
    expect(exitCode).toBe(5);
    expect(of('database')?.text).toContain(String(pid));
    expect(of('login')?.status).toBe('ok');
  });

  it('names a scope that is missing, and the resource that needs it', async () => {
    const scopes = ['restaurants:read', 'orders:read'];
    const { doctor } = await workplace({}, { ...world, scopes });
    expect((await doctor()).of('scopes')).toMatchObject({
      ...{ status: 'warning', text: 'missing labor:read (jobs)' },
    });
  });

  it('prints a line per check, and what to do below it', async () => {
    const publish = { analysts: { to: 'ftp://share' } };
    const { cwd } = await workplace({ clientSecret: 'not-the-secret', publish });
    const { stdout } = await toast(cwd, ['doctor']);
    expect(stdout).toMatch(/^✓ configuration .* is valid/m);
    expect(stdout).toMatch(/^✗ publish +publish.analysts.to is invalid/m);
    expect(stdout).toMatch(/^✗ login +Toast refused the credentials.*\n +→ /m);
  });
});
