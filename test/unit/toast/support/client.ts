import nock from 'nock';
import { Secret } from '../../../../src/config/secret.js';
import type { Token, TokenStore } from '../../../../src/toast/auth.js';
import { ToastClient, type ClientOptions } from '../../../../src/toast/client.js';
import { createTransport } from '../../../../src/toast/transport.js';
import { VirtualRuntime } from '../../../support/virtual-runtime.js';

export const host = 'https://ws-api.example.com';
export const loginPath = '/authentication/v1/authentication/login';
export const startedAt = Date.UTC(2026, 2, 1);
export const clientSecret = 'a-client-secret';

/** Stores the token in memory, and records what was saved. */
export class MemoryStore implements TokenStore {
  readonly saved: Token[] = [];

  constructor(private readonly token?: Token) {}

  async load(): Promise<Token | undefined> {
    return this.token;
  }

  async save(token: Token): Promise<void> {
    this.saved.push(token);
  }
}

/** Creates a client with the real transport and a virtual clock. */
export function createClient(options: Partial<ClientOptions> & { timeoutMs?: number } = {}) {
  const runtime = new VirtualRuntime(startedAt);
  const tokens = new MemoryStore();
  const client = new ToastClient({
    baseUrl: host,
    credentials: {
      clientId: 'a-client-id',
      clientSecret: new Secret(clientSecret),
      userAccessType: 'TOAST_MACHINE_CLIENT',
    },
    tokens,
    transport: createTransport({ runtime, timeoutMs: options.timeoutMs ?? 5_000 }),
    runtime,
    concurrency: 8,
    ...options,
  });
  return { client, runtime, tokens };
}

/** Creates a store with a token that is valid for a day. */
export function storedToken(accessToken = 'a-token'): MemoryStore {
  return new MemoryStore({ accessToken, expiresAt: startedAt + 24 * 60 * 60_000 });
}

/** Returns Toast's response to a login (definition `AuthenticationResponse`); `expiresIn` in seconds. */
export function loginReply(accessToken = 'a-token', expiresIn = 86_400) {
  return {
    '@class': '.SuccessfulResponse',
    token: {
      tokenType: 'Bearer',
      scope: null,
      expiresIn,
      accessToken,
      idToken: null,
      refreshToken: null,
    },
    status: 'SUCCESS',
  };
}

/** Answers one login. */
export function answerLogin(accessToken?: string, expiresIn?: number): nock.Scope {
  return nock(host).post(loginPath).reply(200, loginReply(accessToken, expiresIn));
}

/** Removes all mocked responses and blocks the network. Call it before each test. */
export function resetNetwork(): void {
  nock.cleanAll();
  nock.disableNetConnect();
}
