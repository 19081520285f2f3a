import pLimit, { type LimitFunction } from 'p-limit';
import { TransientError, UnauthorizedError } from '../errors.js';
import type { Runtime } from '../runtime.js';
import { Authenticator, type Credentials, type Token, type TokenStore } from './auth.js';
import { loginRequest, tokenOf } from './login.js';
import { RateLimiter, type LimitedEndpoint } from './rate-limit.js';
import { responseError } from './response-error.js';
import { defaultRetryPolicy, retry, type RetryPolicy } from './retry.js';
import { grantedScopes } from './scopes.js';
import type { HttpRequest, HttpResponse, Transport } from './transport.js';

export interface GetRequest {
  path: string;
  query?: Readonly<Record<string, string | number>>;
  /** GUID of the location that the request is about. */
  restaurantId?: string | undefined;
  limit?: LimitedEndpoint | undefined;
  signal?: AbortSignal | undefined;
  /** Called for each request that is sent, repeated ones too. */
  onSent?: () => void;
  /** Looks at a 2xx answer; a TransientError that it throws makes the client ask again. */
  check?: (response: HttpResponse) => void;
}

export interface ClientOptions {
  baseUrl: string;
  credentials: Credentials;
  tokens: TokenStore;
  transport: Transport;
  runtime: Runtime;
  /** How many requests are on their way at a time, logins apart. */
  concurrency: number;
  retryPolicy?: RetryPolicy;
  /** Aborting it ends a login that is on its way; requests have signals of their own. */
  signal?: AbortSignal;
}

const triesWhenUnauthorized = 3;

/** Reads Toast's API: with a token, within its rate limits, and again when that may help. */
export class ToastClient {
  readonly auth: Authenticator;
  readonly #limiter: RateLimiter;
  readonly #connections: LimitFunction;
  #requests = 0;
  #clockOffset = 0;

  constructor(private readonly options: ClientOptions) {
    this.auth = new Authenticator(() => this.#login(), options.tokens, options.runtime);
    this.#limiter = new RateLimiter(options.runtime);
    this.#connections = pLimit(options.concurrency);
  }

  /** Requests sent so far, logins and retries included. */
  get requests(): number {
    return this.#requests;
  }

  /**
   * Toast's clock in epoch milliseconds, whole seconds rounded down as its latest answer told it,
   * so never ahead of it. This machine's clock before the first answer.
   */
  serverNow(): number {
    return Math.floor((this.options.runtime.now() + this.#clockOffset) / 1000) * 1000;
  }

  /** What the credentials may read; `undefined` when their token does not say. */
  async scopes(): Promise<ReadonlySet<string> | undefined> {
    return grantedScopes(await this.auth.token());
  }

  /**
   * Gets a resource; a 2xx answer is complete. @throws a kind of ApiError when Toast refuses or
   * cannot answer, ConfigurationError when it refuses the credentials.
   */
  async get(request: GetRequest): Promise<HttpResponse> {
    const { path, restaurantId, signal } = request;
    const url = new URL(path, this.options.baseUrl);
    for (const [name, value] of Object.entries(request.query ?? {})) {
      url.searchParams.set(name, String(value));
    }
    const location: Record<string, string> =
      restaurantId === undefined ? {} : { 'Toast-Restaurant-External-ID': restaurantId };
    for (let tries = 1; ; tries++) {
      let used = '';
      const send = (token: string) => {
        used = token;
        const headers = { ...location, Authorization: `Bearer ${token}` };
        return this.#exchange({ method: 'GET', url, headers, restaurantId, signal }, token);
      };
      try {
        return await this.#retrying(restaurantId, signal, async () => {
          const response = await this.#inTurn(request, send);
          request.check?.(response);
          return response;
        });
      } catch (error) {
        if (!(error instanceof UnauthorizedError) || tries === triesWhenUnauthorized) throw error;
        await this.auth.replace(used);
      }
    }
  }

  /** As `get`, with the body also parsed. @throws TransientError when it stays other than a list. */
  async getList<T>(request: GetRequest): Promise<{ list: T[]; body: Buffer }> {
    let list: T[] = [];
    const check = ({ body }: HttpResponse) => {
      list = parseList(body, request);
    };
    const { body } = await this.get({ ...request, check });
    return { list, body };
  }

  /* Waits for the limits first and for a connection then, so that who waits for its limits holds no
     connection; while it waited for that, or for a login, the limits may have been spent. The token
     comes last: one that was taken before the wait may be the one that others have replaced. */
  async #inTurn(
    { restaurantId, limit, signal, onSent }: GetRequest,
    send: (token: string) => Promise<HttpResponse>,
  ): Promise<HttpResponse> {
    for (;;) {
      await this.#limiter.ready(restaurantId, limit, signal);
      const response = await this.#connections(async () => {
        const token = await this.auth.token();
        signal?.throwIfAborted();
        if (!this.#limiter.take(restaurantId, limit)) return undefined;
        onSent?.();
        return send(token);
      });
      if (response !== undefined) return response;
    }
  }

  #login(): Promise<Token> {
    const { baseUrl, credentials, runtime, signal } = this.options;
    return this.#retrying(undefined, signal, async () => {
      const request = { ...loginRequest(credentials, baseUrl), signal };
      const { body } = await this.#exchange(request);
      return tokenOf(body, runtime.now());
    });
  }

  #retrying<T>(
    location: string | undefined,
    signal: AbortSignal | undefined,
    attempt: () => Promise<T>,
  ): Promise<T> {
    return retry(attempt, {
      policy: this.options.retryPolicy ?? defaultRetryPolicy,
      runtime: this.options.runtime,
      signal,
      onRateLimited: (ms) => this.#limiter.block(location, ms),
    });
  }

  async #exchange(request: HttpRequest, token?: string): Promise<HttpResponse> {
    this.#requests += 1;
    const response = await this.options.transport(request);
    this.#limiter.learn(request.restaurantId, response);
    if (response.serverTime !== undefined) {
      this.#clockOffset = response.serverTime - response.receivedAt;
    }
    if (response.status >= 200 && response.status < 300) return response;
    const { url, restaurantId } = request;
    const secret = this.options.credentials.clientSecret.reveal();
    const secrets = token === undefined ? [secret] : [secret, token];
    throw responseError(response, { endpoint: url.pathname, restaurantId }, secrets);
  }
}

function parseList<T>(body: Buffer, { path, restaurantId }: GetRequest): T[] {
  try {
    const parsed: unknown = JSON.parse(body.toString('utf8'));
    if (Array.isArray(parsed)) return parsed as T[];
  } catch {
    /* The parser's message quotes the body, which may hold guests' data. */
  }
  throw new TransientError('The answer is not a JSON list', { endpoint: path, restaurantId });
}
