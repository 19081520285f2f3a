import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { configurationSchema } from '../../../src/config/schema.js';
import { Secret } from '../../../src/config/secret.js';
import type { Runtime } from '../../../src/runtime.js';
import { DEMO_CLIENT_ID } from 'toast-simulator';
import { rotateTokens } from '../../../src/warehouse/state/tokens.js';
import { createTokenStore } from '../../../src/warehouse/state/tokens.js';
import { startPipeline, type Pipeline } from '../../support/pipeline.js';

const hour = 60 * 60_000;
const key = (byte: number) => Buffer.alloc(32, byte).toString('base64url').padEnd(44, '=');
const few = { resources: ['restaurants'] };

/* One clock for Toast and the client, which sleeps move on. */
function virtualTime() {
  let now = Date.UTC(2026, 2, 4);
  const runtime: Runtime = {
    now: () => now,
    sleep: async (ms) => {
      now += ms;
      await setImmediate();
    },
    random: () => 0.5,
  };
  return { runtime, advance: (ms: number) => (now += ms) };
}

async function startAt(runtime: Runtime, configuration: Record<string, unknown>, restaurants = 1) {
  const world = { from: '2026-03-01', to: '2026-03-04', now: new Date('2026-03-03T20:00:00Z') };
  const pipeline = await startPipeline(
    { ...world, restaurants, ordersPerDay: 3, wallClock: runtime.now },
    configuration,
  );
  const { url } = pipeline.simulator;
  const run = (other: Record<string, unknown> = {}) =>
    pipeline.extract({
      runtime,
      configuration: configurationSchema.parse({
        clientId: DEMO_CLIENT_ID,
        clientSecret: 'demo-client-secret',
        domain: url,
        initialSyncStart: '2026-03-01',
        key: key(7),
        backfillPauseSeconds: 0,
        ...configuration,
        ...other,
      }),
    });
  return { ...pipeline, url, run };
}

function ciphertexts({ warehouse }: Pick<Pipeline, 'warehouse'>): Promise<string[]> {
  return warehouse.with(async (connection) =>
    (await connection.all('select ciphertext from toast_meta.token')).map(({ ciphertext }) =>
      String(ciphertext),
    ),
  );
}

describe('a stored token over many runs', () => {
  it.each([
    ['26 runs, one every hour', 26, hour],
    ['12 runs in an hour', 12, hour / 12],
    ['5 runs, each in the last minute of a token', 5, 24 * hour - 30_000],
  ])('%s: at most two logins an hour, and one a day', async (_, runs, every) => {
    const { runtime, advance } = virtualTime();
    const { run } = await startAt(runtime, few);
    const startedAt = runtime.now();
    const logins: number[] = [];
    for (let i = 0; i < runs; i++) {
      const { status, logins: made } = await run();
      expect(status).toBe('complete');
      for (let login = 0; login < made; login++) logins.push(runtime.now());
      advance(startedAt + (i + 1) * every - runtime.now());
    }
    for (const at of logins) {
      expect(logins.filter((other) => other >= at && other < at + hour).length).toBeLessThan(3);
    }
    expect(logins.length).toBeLessThanOrEqual(1 + Math.ceil((runs * every) / (24 * hour - 60_000)));
  });
});

describe('a stored token', () => {
  it('encrypted with another key: one login, and its token serves later runs with that key', async () => {
    const { runtime } = virtualTime();
    const { run } = await startAt(runtime, few);
    expect(await run()).toMatchObject({ status: 'complete', logins: 1 });
    expect(await run()).toMatchObject({ status: 'complete', logins: 0 });
    expect(await run({ key: key(8) })).toMatchObject({ status: 'complete', logins: 1 });
    expect(await run({ key: key(8) })).toMatchObject({ status: 'complete', logins: 0 });
  });

  it('rotated to a new key: runs with that key need no login', async () => {
    const { runtime } = virtualTime();
    const { run, warehouse } = await startAt(runtime, few);
    await run();
    await warehouse.with((connection) =>
      rotateTokens(connection, new Secret(key(7)), new Secret(key(9))),
    );
    expect(await run({ key: key(9) })).toMatchObject({ status: 'complete', logins: 0 });
  });

  it('damaged: one login, which replaces it', async () => {
    const { runtime } = virtualTime();
    const { run, warehouse } = await startAt(runtime, few);
    await run();
    const [before] = await ciphertexts({ warehouse });
    await warehouse.with((connection) =>
      connection.run("update toast_meta.token set ciphertext = 'x' || ciphertext[2:]"),
    );
    expect(await run()).toMatchObject({ status: 'complete', logins: 1 });
    expect(await run()).toMatchObject({ status: 'complete', logins: 0 });
    expect(await ciphertexts({ warehouse })).not.toContain(before);
  });

  it('of another API: one login, and both tokens are kept', async () => {
    const { runtime } = virtualTime();
    const one = await startAt(runtime, few);
    const other = await startAt(runtime, few);
    await one.run();
    expect(await one.run({ domain: other.url })).toMatchObject({ status: 'complete', logins: 1 });
    expect(await one.run()).toMatchObject({ status: 'complete', logins: 0 });
    expect(await ciphertexts(one)).toHaveLength(2);
  });

  it('refused by Toast: one login for all waiting requests', async () => {
    const { runtime } = virtualTime();
    const { run, warehouse, url } = await startAt(runtime, { concurrency: 16 }, 2);
    const { accessToken } = await foreignToken();
    await warehouse.with((connection) =>
      createTokenStore({
        connection,
        key: new Secret(key(7)),
        clientId: DEMO_CLIENT_ID,
        baseUrl: url,
        runtime,
      }).save({ accessToken, expiresAt: runtime.now() + 10 * hour }),
    );
    const summary = await run();
    expect(summary).toMatchObject({ status: 'complete', logins: 1, problems: [] });
    expect(summary.requests).toBeGreaterThan(50);
  });
});

/* A token of the simulator of another world, with the same scopes. */
async function foreignToken(): Promise<{ accessToken: string }> {
  const { simulator } = await startPipeline({
    ...{ from: '2026-03-01', to: '2026-03-02', now: new Date('2026-03-02T00:00:00Z') },
    ...{ restaurants: 1, ordersPerDay: 1, seed: 99 },
  });
  const response = await fetch(`${simulator.url}/authentication/v1/authentication/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      clientId: DEMO_CLIENT_ID,
      clientSecret: 'demo-client-secret',
      userAccessType: 'TOAST_MACHINE_CLIENT',
    }),
  });
  return ((await response.json()) as { token: { accessToken: string } }).token;
}
