import type { Secret } from '../config/secret.js';
import { ApiError, ConfigurationError, TransientError } from '../errors.js';
import type { Runtime } from '../runtime.js';

export interface Token {
  accessToken: string;
  /** Epoch milliseconds by this machine's clock. */
  expiresAt: number;
}

export interface Credentials {
  clientId: string;
  clientSecret: Secret;
  userAccessType: string;
}

/** Where a token outlives the process. */
export interface TokenStore {
  load(): Promise<Token | undefined>;
  save(token: Token): Promise<void>;
}

/* Until its last minute Toast answers a login with the token it already gave. */
const lastMinute = 60_000;

/* Our clock and Toast's can differ on when that minute begins. A token that was given in its last
   minute is used for so long before the next login. */
const shortestUse = 5_000;

/* At most two logins an hour (guide: apiAuthenticationRateLimit). When a login gave the token again
   that was refused, asking once more so soon will not give another. */
const confirmedFor = 10 * 60_000;

/* Nor will a login that stayed broken through all its tries work at once for the next request. */
const brokenFor = 60_000;

/** One token for all requests and restaurants: cached between runs, renewed by one login at a time. */
export class Authenticator {
  #token: Token | undefined;
  #renewAt = -Infinity;
  #loading: Promise<void> | undefined;
  #renewal: Promise<Token> | undefined;
  #confirmedAt = -Infinity;
  #broken: { error: TransientError; until: number } | undefined;
  #logins = 0;

  constructor(
    private readonly login: () => Promise<Token>,
    private readonly store: TokenStore,
    private readonly runtime: Runtime,
  ) {}

  /** How many logins this process made. */
  get logins(): number {
    return this.#logins;
  }

  /** A token that is good. @throws ConfigurationError on bad credentials. */
  async token(): Promise<string> {
    this.#loading ??= this.store.load().then((token) => {
      this.#token = token;
      if (token !== undefined) this.#renewAt = token.expiresAt - lastMinute;
    });
    await this.#loading;
    if (this.#token && this.runtime.now() < this.#renewAt) return this.#token.accessToken;
    return (await this.#renew()).accessToken;
  }

  /** Called after a 401 with the token that was refused: gives another, or the same if Toast does. */
  async replace(refused: string): Promise<string> {
    const replaced = this.#token !== undefined && this.#token.accessToken !== refused;
    const confirmed = this.runtime.now() - this.#confirmedAt < confirmedFor;
    if (replaced || confirmed) return this.token();
    return (await this.#renew()).accessToken;
  }

  async #renew(): Promise<Token> {
    if (this.#broken && this.runtime.now() < this.#broken.until) throw this.#broken.error;
    this.#renewal ??= this.#logIn().finally(() => {
      this.#renewal = undefined;
    });
    return this.#renewal;
  }

  async #logIn(): Promise<Token> {
    this.#logins += 1;
    try {
      const token = await this.login();
      const now = this.runtime.now();
      if (token.accessToken === this.#token?.accessToken) this.#confirmedAt = now;
      this.#token = token;
      this.#renewAt = Math.max(token.expiresAt - lastMinute, now + shortestUse);
      await this.store.save(token);
      return token;
    } catch (cause) {
      if (cause instanceof TransientError) {
        this.#broken = { error: cause, until: this.runtime.now() + brokenFor };
      }
      if (!(cause instanceof ApiError) || cause instanceof TransientError) throw cause;
      throw new ConfigurationError(`Toast refused the credentials. ${cause.message}`, {
        suggestion:
          'Check clientId, clientSecret and domain. Analytics credentials do not work here: standard, custom or partner ones do.',
        cause,
      });
    }
  }
}
