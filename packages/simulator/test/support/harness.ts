import { request } from 'node:http';
import { inspect } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { afterEach } from 'vitest';
import { serve, type ServeOptions, type Simulator } from '../../src/server/serve.js';
import { systemSleep } from '../../src/common/clock.js';
import type { World } from '../../src/world/contract/world.js';
import { MAIN_STREET, smallWorld } from './small-world.js';

export const CREDENTIALS = { clientId: 'test-client', clientSecret: 'test-secret' };
export const NOW = new Date('2026-01-20T00:00:00.000Z');
export const ALL_SCOPES = ['orders:read', 'restaurants:read'];

/** A wall clock that only moves when told to. */
export class TestClock {
  ms = Date.UTC(2026, 6, 1);
  readonly now = () => this.ms;
}

const running: Simulator[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((simulator) => simulator.close()));
});

/** Serves the small world (or another) until the end of the test. */
export async function start(
  options: Partial<ServeOptions> = {},
  world: World = smallWorld(),
): Promise<Simulator> {
  const simulator = await serve(world, {
    port: 0,
    seed: 1,
    now: NOW,
    wallClock: new TestClock().now,
    credentials: CREDENTIALS,
    scopes: ALL_SCOPES,
    tokenLifetimeSeconds: 86_400,
    rateLimits: false,
    latencyMs: 0,
    sleep: systemSleep,
    cacheBytes: 1_000_000,
    onFailure: (error) => process.stderr.write(`${inspect(error)}\n`),
    ...options,
  });
  running.push(simulator);
  return simulator;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** As sent, still encoded. */
  readonly bytes: Buffer;
  readonly body: unknown;
}

export interface Send {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** One request on a connection of its own, to see exactly what is sent. */
export function send(simulator: Simulator, target: string, options: Send = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { method = 'GET', headers = {}, body } = options;
    const outgoing = request(
      { host: '127.0.0.1', port: simulator.port, path: target, method, headers, agent: false },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          const bytes = Buffer.concat(chunks);
          const headers = response.headers as Answer['headers'];
          const plain = headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes;
          resolve({
            status: response.statusCode ?? 0,
            headers,
            bytes,
            body: JSON.parse(plain.toString()),
          });
        });
      },
    );
    outgoing.on('error', reject);
    outgoing.end(typeof body === 'string' || body === undefined ? body : JSON.stringify(body));
  });
}

export interface LoginBody {
  readonly token: { readonly accessToken: string; readonly expiresIn: number };
}

export const LOGIN = '/authentication/v1/authentication/login';

export function login(simulator: Simulator, changes: Record<string, unknown> = {}) {
  const body = { ...CREDENTIALS, userAccessType: 'TOAST_MACHINE_CLIENT', ...changes };
  return send(simulator, LOGIN, { method: 'POST', body });
}

export async function logIn(simulator: Simulator): Promise<string> {
  return ((await login(simulator)).body as LoginBody).token.accessToken;
}

/** A function that gets paths with a fresh token, as Main Street unless told otherwise. */
export async function client(simulator: Simulator) {
  const token = await logIn(simulator);
  return (target: string, headers: Readonly<Record<string, string>> = {}) =>
    send(simulator, target, {
      headers: {
        Authorization: `Bearer ${token}`,
        'Toast-Restaurant-External-ID': MAIN_STREET,
        ...headers,
      },
    });
}

/** The body of an error answer of that status and message. */
export function errorBody(answer: Answer, status: number, message: unknown) {
  return {
    status,
    code: 10_000 + status,
    message,
    messageKey: null,
    fieldName: null,
    link: null,
    requestId: answer.headers['toast-request-id'],
    developerMessage: null,
    errors: [],
    canRetry: null,
  };
}
