import { once } from 'node:events';
import { chmod } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { exitCodes } from '../../src/errors.js';
import { DEMO_CLIENT_ID, startSimulator } from 'toast-simulator';
import { key, otherKey, secret, secretWorkplace, type Run } from './support/secret-workplace.js';
import { sightings } from './support/sightings.js';

const guest = ['canary.guest@example.com', '(555) 010-0199', '+1 555-010-0198'];

/* A token of unknown form, as a hostile or changed API might return it. */
const oddToken = 'canary.token-of+no/known~shape==';

/* One restaurant, one endpoint and one window, so that a run asks for little. */
const oneWindow = {
  initialSyncStart: new Date(Date.now() - 60 * 60_000).toISOString(),
  restaurants: ['00000000-0000-4000-8000-000000000001'],
  resources: ['orders'],
};

type Answer = (request: IncomingMessage, response: ServerResponse, body: string) => void;

/** Starts a server that gives every login the odd token, and answers everything else as told. */
async function hostile(answer: Answer, login: Answer = giveToken) {
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += String(chunk);
    (request.method === 'POST' ? login : answer)(request, response, body);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const giveToken: Answer = (_, response) =>
  response.end(JSON.stringify({ token: { accessToken: oddToken, expiresIn: 86_400 } }));

/** Repeats all that it was sent, in every way that a careless API might, and guest data with it. */
function echo(status: number): Answer {
  return (request, response, body) => {
    const heard = `${request.headers.authorization ?? ''} ${body} ${secret}`;
    const message = [
      heard,
      encodeURIComponent(heard),
      String(new URLSearchParams({ heard })),
      Buffer.from(heard).toString('base64'),
      Buffer.from(heard).toString('base64url'),
    ];
    const told = [guest.join(' '), ...message.map((text) => text.slice(0, 400))].join(' | ');
    response.writeHead(status, { 'Toast-Request-Id': encodeURIComponent(heard) });
    response.end(JSON.stringify(status === 403 ? {} : { message: told, requestId: heard }));
  };
}

function expectNoGuest({ stdout, stderr }: Run): void {
  expect(guest.filter((contact) => (stdout + stderr).includes(contact))).toEqual([]);
}

/* Runs every command, most of them to success. */
async function ordinary(): Promise<void> {
  const simulator = await startSimulator({
    restaurants: 1,
    from: '2026-03-01',
    to: '2026-03-03',
    now: new Date('2026-03-04T12:00:00Z'),
    ordersPerDay: 5,
    seed: 3,
    rateLimits: false,
    latencyMs: 0,
    clientSecret: secret,
  });
  onTestFinished(() => simulator.close());
  const token = await tokenOf(simulator.url);
  const { run, found, configuration } = await secretWorkplace(simulator.url, token);
  const expectCode = async (code: number, args: string[], environment = {}) => {
    const ended = await run(args, environment);
    expect(ended.exitCode, ended.stderr.slice(-2000)).toBe(code);
    return ended;
  };
  await expectCode(0, ['extract']);
  await chmod(configuration, 0o644);
  const again = await expectCode(0, ['extract', '--json']);
  expect(JSON.parse(again.stdout)).toMatchObject({
    status: 0,
    warnings: [expect.stringContaining(`chmod 600 ${configuration}`)],
  });
  const warned = await expectCode(0, ['extract', '--dry-run'], { TOAST_KEY: otherKey });
  expect(warned.stderr.replaceAll(/\s+›?\s*/g, '')).toContain(`chmod600${configuration}`);
  await chmod(configuration, 0o600);
  await expectCode(0, ['transform', '--select', 'restaurant']);
  await expectCode(0, ['test', '--select', 'restaurant', '--json']);
  await expectCode(exitCodes.database, ['query', 'from toast_meta.token', '--json']);
  await expectCode(exitCodes.database, ['query', `select '${'x'.repeat(50)}'::int`, '--json']);
  await expectCode(0, ['status', '--json']);
  await expectCode(0, ['resources', '--check']);
  await expectCode(0, ['token', 'rotate', '--json'], { TOAST_NEW_KEY: otherKey });
  await expectCode(0, ['token', 'clear']);
  expect(found()).toEqual([]);
}

/* One resource for each way to refuse a request with all that was sent. */
const refusals = [
  { resource: 'orders', path: '/orders', status: 500 },
  { resource: 'shifts', path: '/labor/v1/shifts', status: 400 },
  { resource: 'menu_items', path: '/config/v2/menuItems', status: 401 },
  { resource: 'time_entries', path: '/labor/v1/timeEntries', status: 403 },
];

async function refused(): Promise<void> {
  const url = await hostile((request, response, body) => {
    const refusal = refusals.find(({ path }) => request.url?.startsWith(path));
    if (refusal === undefined) response.end('{}');
    else echo(refusal.status)(request, response, body);
  });
  const { run, found } = await secretWorkplace(url, oddToken, {
    ...oneWindow,
    resources: refusals.map(({ resource }) => resource),
  });
  const ended = await run(['extract', '--json']);
  expect(ended.exitCode).toBe(exitCodes.partial);
  const report = await run(['status', '--failed']);
  for (const { status } of refusals) {
    expect(ended.stdout).toContain(`Toast answered ${status}`);
    expect(report.stdout).toContain(`Toast answered ${status}`);
  }
  expectNoGuest(ended);
  expectNoGuest(report);
  expect(found()).toEqual([]);
}

describe('secrets (client secret, keys, token)', () => {
  it('are found by this test in every usual encoding', () => {
    const forms: ((text: string) => string)[] = [
      (text) => `a${text}b`,
      (text) => JSON.stringify({ text }),
      (text) => encodeURIComponent(text),
      (text) => String(new URLSearchParams({ text })),
      (text) => Buffer.from(text).toString('hex'),
      (text) => Buffer.from(`abc${text}b`).toString('base64'),
      (text) => Buffer.from(`a${text}b`).toString('base64'),
      (text) => Buffer.from(`ab${text}b`).toString('base64'),
      (text) => Buffer.from(`abc${text}`).toString('base64url'),
    ];
    for (const form of forms) expect(sightings(form(secret), { secret })).not.toEqual([]);
    expect(sightings(Buffer.from(key, 'base64url'), { key })).toEqual(['key as raw bytes']);
    expect(sightings('nothing of the kind', { secret, key, oddToken })).toEqual([]);
  });

  it('are nowhere in what the commands print, write or have on their command line, also when Toast refuses requests with messages that repeat them', async () => {
    /* What is answered with 500 is requested six times, with pauses: meanwhile the others run. */
    await Promise.all([refused(), ordinary()]);
  });

  it('are not printed when Toast refuses the login with a message that repeats them', async () => {
    const { run, found } = await secretWorkplace(await hostile(echo(400), echo(401)), oddToken);
    for (const args of [['extract'], ['resources', '--check', '--json']]) {
      const ended = await run(args);
      expect(ended.exitCode).toBe(exitCodes.configuration);
      expect(ended.stdout + ended.stderr).toContain('Toast refused the credentials');
      expectNoGuest(ended);
    }
    expect(found()).toEqual([]);
  });

  it('are not sent to another host when an answer redirects there', async () => {
    const heard: string[] = [];
    const elsewhere = await hostile(
      (request, response) => {
        heard.push(JSON.stringify([request.url, request.rawHeaders]));
        response.end('[]');
      },
      (request, response, body) => {
        heard.push(body);
        giveToken(request, response, body);
      },
    );
    const redirect: Answer = ({ url }, response) =>
      response.writeHead(307, { Location: `${elsewhere}${url}` }).end();
    for (const login of [giveToken, redirect]) {
      const { run, found } = await secretWorkplace(await hostile(redirect, login), oddToken);
      const { exitCode } = await run(['extract']);
      expect(exitCode).toBe(login === redirect ? exitCodes.configuration : exitCodes.api);
      expect(found()).toEqual([]);
    }
    expect(heard).toEqual([]);
  });

  it.each([
    [
      'thrown while a request is made',
      'const { setTimeout } = globalThis; globalThis.setTimeout = (...given) => { if (given[1] === 120_000) throw new TypeError("bug"); return setTimeout(...given); }',
    ],
    [
      'thrown outside of any call, while a request is under way',
      'import http from "node:http"; const { request } = http; http.request = (...given) => { setImmediate(() => { throw new TypeError("bug") }); return request(...given); }',
    ],
  ])('are not printed in a crash by an error %s', async (_, code) => {
    const { run, found } = await secretWorkplace(await hostile(() => undefined), oddToken);
    const preload = `--import=data:text/javascript,${encodeURIComponent(code)}`;
    const ended = await run(['extract'], { NODE_OPTIONS: preload });
    expect(ended.exitCode).toBe(exitCodes.bug);
    expect(ended.stderr).toContain('bug');
    expect(found()).toEqual([]);
  });

  it('are not in the error when the configuration has them in a wrong place or form', async () => {
    const wrong = { domain: secret, restaurants: [key], windowDays: secret, key: `${key}${key}` };
    const { run, found } = await secretWorkplace('', oddToken, wrong);
    const { exitCode, stdout } = await run(['extract', '--json']);
    expect(exitCode).toBe(exitCodes.configuration);
    expect(stdout).toContain('(TOAST_DOMAIN)');
    expect(found()).toEqual([]);
  });
});

/** Toast gives the same token to all who log in until it is about to expire. */
async function tokenOf(url: string): Promise<string> {
  const response = await fetch(`${url}/authentication/v1/authentication/login`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      clientId: DEMO_CLIENT_ID,
      clientSecret: secret,
      userAccessType: 'TOAST_MACHINE_CLIENT',
    }),
  });
  const { token } = (await response.json()) as { token: { accessToken: string } };
  return token.accessToken;
}
