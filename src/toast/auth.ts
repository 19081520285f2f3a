import type { Secret } from '../config/secret.js';
import { ConfigurationError, ForbiddenError, UnauthorizedError } from '../errors.js';
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

/* At most two logins an hour (guide: apiAuthenticationRateLimit); a token that was confirmed by a
   login so recently will not become another one by asking again. */
const confirmedFor = 10 * 60_000;

/** One token for all requests and restaurants: cached between runs, renewed by one login at a time. */
export class Authenticator {
  #token: Token | undefined;
  #loading: Promise<void> | undefined;
  #renewal: Promise<Token> | undefined;
  #confirmedAt = -Infinity;
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

  /** A token that is good for more than a minute. @throws ConfigurationError on bad credentials. */
  async token(): Promise<string> {
    this.#loading ??= this.store.load().then((token) => {
      this.#token = token;
    });
    await this.#loading;
    if (this.#token && this.#token.expiresAt - lastMinute > this.runtime.now()) {
      return this.#token.accessToken;
    }
    return (await this.#renew()).accessToken;
  }

  /** Called after a 401 with the token that was refused: gives another, or the same if Toast does. */
  async replace(refused: string): Promise<string> {
    const replaced = this.#token !== undefined && this.#token.accessToken !== refused;
    const confirmed = this.runtime.now() - this.#confirmedAt < confirmedFor;
    if (replaced || confirmed) return this.token();
    return (await this.#renew()).accessToken;
  }

  #renew(): Promise<Token> {
    this.#renewal ??= this.#logIn().finally(() => {
      this.#renewal = undefined;
    });
    return this.#renewal;
  }

  async #logIn(): Promise<Token> {
    this.#logins += 1;
    try {
      const token = await this.login();
      this.#token = token;
      this.#confirmedAt = this.runtime.now();
      await this.store.save(token);
      return token;
    } catch (cause) {
      if (!(cause instanceof UnauthorizedError || cause instanceof ForbiddenError)) throw cause;
      throw new ConfigurationError(`Toast refused the credentials. ${cause.message}`, {
        suggestion:
          'Check clientId, clientSecret and domain. Analytics credentials do not work here: standard, custom or partner ones do.',
        cause,
      });
    }
  }
}
