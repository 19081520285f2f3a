import { TransientError, UnauthorizedError } from '../errors.js';
import type { Runtime } from '../runtime.js';
import { Authenticator, type Credentials, type Token, type TokenStore } from './auth.js';
import { RateLimiter, type LimitedEndpoint } from './rate-limit.js';
import { responseError } from './response-error.js';
import { defaultRetryPolicy, retry, type RetryPolicy } from './retry.js';
import type { HttpRequest, HttpResponse, Transport } from './transport.js';

export interface GetRequest {
  path: string;
  query?: Readonly<Record<string, string | number>>;
  /** GUID of the location that the request is about. */
  restaurantId?: string | undefined;
  limit?: LimitedEndpoint | undefined;
  signal?: AbortSignal | undefined;
  /** Looks at a 2xx answer; a TransientError that it throws makes the client ask again. */
  check?: (response: HttpResponse) => void;
}

export interface ClientOptions {
  baseUrl: string;
  credentials: Credentials;
  tokens: TokenStore;
  transport: Transport;
  runtime: Runtime;
  retryPolicy?: RetryPolicy;
}

const loginPath = '/authentication/v1/authentication/login';
const triesWhenUnauthorized = 3;

/** Reads Toast's API: with a token, within its rate limits, and again when that may help. */
export class ToastClient {
  readonly auth: Authenticator;
  readonly #limiter: RateLimiter;
  #requests = 0;
  #clockOffset = 0;

  constructor(private readonly options: ClientOptions) {
    this.auth = new Authenticator(() => this.#login(), options.tokens, options.runtime);
    this.#limiter = new RateLimiter(options.runtime);
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
    for (let tries = 1; ; tries++) {
      const token = await this.auth.token();
      const headers: Record<string, string> = { Authorization: `Bearer ${token}` };
      if (restaurantId !== undefined) headers['Toast-Restaurant-External-ID'] = restaurantId;
      try {
        return await this.#retrying(restaurantId, signal, async () => {
          await this.#limiter.acquire(restaurantId, request.limit, signal);
          const sent = { method: 'GET' as const, url, headers, restaurantId, signal };
          const response = await this.#exchange(sent);
          request.check?.(response);
          return response;
        });
      } catch (error) {
        if (!(error instanceof UnauthorizedError) || tries === triesWhenUnauthorized) throw error;
        await this.auth.replace(token);
      }
    }
  }

  /** As `get`, with the body also parsed. @throws TransientError when it stays other than JSON. */
  async getJson(request: GetRequest): Promise<{ json: unknown; body: Buffer }> {
    let json: unknown;
    const check = ({ body }: HttpResponse) => {
      json = parseJson(body, request.path, request.restaurantId);
    };
    const { body } = await this.get({ ...request, check });
    return { json, body };
  }

  async #login(): Promise<Token> {
    const { clientId, clientSecret, userAccessType } = this.options.credentials;
    const { body } = await this.#retrying(undefined, undefined, () =>
      this.#exchange({
        method: 'POST',
        url: new URL(loginPath, this.options.baseUrl),
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ clientId, clientSecret: clientSecret.reveal(), userAccessType }),
      }),
    );
    const reply = parseJson(body, loginPath) as {
      token?: { accessToken?: unknown; expiresIn?: unknown };
    } | null;
    const { accessToken, expiresIn } = reply?.token ?? {};
    if (typeof accessToken !== 'string' || typeof expiresIn !== 'number') {
      throw new TransientError('The answer to the login holds no token', { endpoint: loginPath });
    }
    return { accessToken, expiresAt: this.options.runtime.now() + expiresIn * 1000 };
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

  async #exchange(request: HttpRequest): Promise<HttpResponse> {
    this.#requests += 1;
    const response = await this.options.transport(request);
    this.#limiter.learn(request.restaurantId, response);
    if (response.serverTime !== undefined) {
      this.#clockOffset = response.serverTime - response.receivedAt;
    }
    if (response.status >= 200 && response.status < 300) return response;
    const { url, restaurantId } = request;
    throw responseError(response, { endpoint: url.pathname, restaurantId });
  }
}

function parseJson(body: Buffer, endpoint: string, restaurantId?: string): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new TransientError('The answer is not valid JSON', { endpoint, restaurantId });
  }
}
