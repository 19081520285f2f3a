import pLimit, { type LimitFunction } from 'p-limit';
import { isLoopback } from '../config/domain.js';
import { TransientError, UnauthorizedError } from '../errors.js';
import type { Runtime } from '../runtime.js';
import { Authenticator, type Credentials, type Token, type TokenStore } from './auth.js';
import { BodyMemory } from './body-memory.js';
import { loginRequest, parseToken } from './login.js';
import { RateLimiter, type LimitedEndpoint } from './rate-limit.js';
import { redactError } from './redact.js';
import { clockError, responseError } from './response-error.js';
import { defaultRetryPolicy, retry, type RetryPolicy } from './retry.js';
import { grantedScopes } from './scopes.js';
import { ServerClock } from './server-clock.js';
import type { HttpRequest, HttpResponse, Transport } from './transport.js';

/** Describes a GET request to an endpoint of the API. */
export interface GetRequest {
  path: string;
  query?: Readonly<Record<string, string | number>>;
  /** GUID of the location; sent as a header, and selects the rate limits that apply. */
  restaurantId?: string | undefined;
  limit?: LimitedEndpoint | undefined;
  signal?: AbortSignal | undefined;
  /** Called for each request that is sent, including retries. */
  onSent?: () => void;
  /** Maximum size of the body in bytes, if the response is known to be small. */
  maxBytes?: number;
  /**
   * Checks a 2xx response, and stores what has to be kept of a large one: the memory of its body is
   * accounted for until then. The client retries the request if it throws a TransientError.
   */
  check?: (response: HttpResponse) => unknown;
}

/** Configures a client. `retryPolicy` defaults to `defaultRetryPolicy`. */
export interface ClientOptions {
  baseUrl: string;
  credentials: Credentials;
  tokens: TokenStore;
  transport: Transport;
  runtime: Runtime;
  /** Maximum number of concurrent requests, not counting logins. */
  concurrency: number;
  retryPolicy?: RetryPolicy;
  /** Aborts a login in progress; requests have their own signals. */
  signal?: AbortSignal;
  /** Called before a request is sent again, and before the login is. */
  onWait?: ((wait: Wait) => void) | undefined;
}

/** Describes the wait before a request is sent again. */
export interface Wait {
  readonly restaurantId: string | undefined;
  readonly ms: number;
  /** Why the request has to be sent again, without secrets. */
  readonly reason: string;
}

const maxUnauthorizedAttempts = 3;

/** Maximum size in bytes of a response that is parsed here, where it takes up to thirty times its size. */
export const maxParsedBytes = 8 * 1024 * 1024;

/** Reads the Toast API with a valid token and within the rate limits, and retries temporary failures. */
export class ToastClient {
  readonly auth: Authenticator;
  readonly #limiter: RateLimiter;
  readonly #connections: LimitFunction;
  readonly #bodies = new BodyMemory();
  readonly #clock: ServerClock;
  #requests = 0;

  constructor(private readonly options: ClientOptions) {
    this.auth = new Authenticator(() => this.#login(), options.tokens, options.runtime);
    this.#limiter = new RateLimiter(options.runtime);
    this.#connections = pLimit(options.concurrency);
    this.#clock = new ServerClock(options.runtime, isLoopback(options.baseUrl));
  }

  /** Counts the requests sent so far, including logins and retries. */
  get requests(): number {
    return this.#requests;
  }

  /** Returns the time on Toast's clock in epoch milliseconds: see `ServerClock.now`. */
  serverNow(): number {
    return this.#clock.now();
  }

  /** Whether Toast's clock and this machine's are more than a day apart. */
  get clockIsOff(): boolean {
    return this.#clock.isOff;
  }

  /** Returns the scopes that the credentials have, or `undefined` if the token does not list them. */
  async scopes(): Promise<ReadonlySet<string> | undefined> {
    return grantedScopes(await this.auth.token());
  }

  /**
   * Sends a GET request and returns its complete 2xx response.
   * @throws a subclass of ApiError if Toast refuses the request or cannot answer it, and
   *   ConfigurationError if Toast refuses the credentials.
   */
  async get(request: GetRequest): Promise<HttpResponse> {
    const { path, restaurantId, signal, maxBytes } = request;
    const url = new URL(path, this.options.baseUrl);
    for (const [name, value] of Object.entries(request.query ?? {})) {
      url.searchParams.set(name, String(value));
    }
    const location: Record<string, string> =
      restaurantId === undefined ? {} : { 'Toast-Restaurant-External-ID': restaurantId };
    for (let attempt = 1; ; attempt++) {
      let sentToken = '';
      const send = async (token: string) => {
        sentToken = token;
        const headers = { ...location, Authorization: `Bearer ${token}` };
        const { reserve, release } = this.#bodies.lease();
        try {
          const sent = {
            method: 'GET',
            url,
            headers,
            restaurantId,
            signal,
            maxBytes,
            reserve,
          } as const;
          const response = await this.#exchange(sent, token);
          await request.check?.(response);
          return response;
        } finally {
          release();
        }
      };
      try {
        return await this.#retrying(restaurantId, signal, () => this.#whenAllowed(request, send));
      } catch (error) {
        if (!(error instanceof UnauthorizedError) || attempt === maxUnauthorizedAttempts)
          throw error;
        await this.auth.replace(sentToken);
      }
    }
  }

  /**
   * Sends a GET request like `get`, and also parses the body.
   * @throws what `get` throws; TransientError if the body is still not a JSON list after all retries.
   */
  async getList<T>(request: GetRequest): Promise<{ list: T[]; body: Buffer }> {
    let list: T[] = [];
    const check = ({ body }: HttpResponse) => {
      list = parseList(body, request);
    };
    const { body } = await this.get({ maxBytes: maxParsedBytes, ...request, check });
    return { list, body };
  }

  /* Waits for the rate limits first and for a connection second, so that a request that waits for its
     limits does not occupy a connection. The limits may be used up by others while it waits for the
     connection or for a login, so they are checked again. The token is taken last, because one taken
     before the wait may have been replaced. */
  async #whenAllowed(
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
      return parseToken(await this.#exchange(request), runtime.now());
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
      onWait: (ms, { message }) =>
        this.options.onWait?.({ restaurantId: location, ms, reason: message }),
    });
  }

  async #exchange(request: HttpRequest, token?: string): Promise<HttpResponse> {
    this.#requests += 1;
    const secret = this.options.credentials.clientSecret.reveal();
    const secrets = token === undefined ? [secret] : [secret, token];
    const response = await this.options.transport(request).catch((error: unknown) => {
      throw redactError(error, secrets);
    });
    this.#limiter.learn(request.restaurantId, response);
    const hasTime = this.#clock.learn(response);
    const origin = { endpoint: request.url.pathname, restaurantId: request.restaurantId };
    const isOk = response.status >= 200 && response.status < 300;
    if (isOk && hasTime) return response;
    throw isOk ? clockError(response, origin) : responseError(response, origin, secrets);
  }
}

function parseList<T>(body: Buffer, { path, restaurantId }: GetRequest): T[] {
  try {
    const parsed: unknown = JSON.parse(body.toString('utf8'));
    if (Array.isArray(parsed)) return parsed as T[];
  } catch {
    /* The parser's message quotes the body, which may contain guest data. */
  }
  throw new TransientError('The response is not a JSON list', { endpoint: path, restaurantId });
}
