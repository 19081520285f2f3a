import type { Secret } from '../config/secret.js';
import { ApiError, ConfigurationError, RefusedError } from '../errors.js';
import type { Runtime } from '../runtime.js';

/** Holds an access token as Toast issued it. */
export interface Token {
  accessToken: string;
  /** Epoch milliseconds on this machine's clock. */
  expiresAt: number;
}

/* Toast's tokens are JWTs of one or two thousand characters; servers refuse headers of 8 KiB. */
const accessTokenFormat = /^[\x21-\x7e]{1,8192}$/;

/**
 * Checks that a text can be sent as a bearer token: visible ASCII, of a bounded length. The HTTP
 * library would quote any other text in its error.
 */
export function isAccessToken(text: unknown): text is string {
  return typeof text === 'string' && accessTokenFormat.test(text);
}

/** Holds the API credentials from the configuration. */
export interface Credentials {
  clientId: string;
  clientSecret: Secret;
  userAccessType: string;
}

/** Stores the token between runs. */
export interface TokenStore {
  load(): Promise<Token | undefined>;
  save(token: Token): Promise<void>;
}

/* Until the last minute of a token, Toast answers every login with that token
   (guide: apiAuthTokenRefresh). */
const refreshBeforeExpiryMs = 60_000;

/* This machine's clock and Toast's may disagree on when that minute starts. A token that was issued
   in its last minute is used at least this long before the next login. */
const minTokenUseMs = 5_000;

/* Toast allows two logins an hour (guide: apiAuthenticationRateLimit). If a login returned the same
   token that was refused, another login this soon would return it again. */
const sameTokenCooldownMs = 10 * 60_000;

/* A login that failed after all retries is not tried again for this long. */
const loginFailureCooldownMs = 60_000;

/**
 * Provides one token for all requests and restaurants. The token is stored between runs, and renewed
 * by one login at a time, however many requests wait for it.
 */
export class Authenticator {
  #token: Token | undefined;
  #renewAt = -Infinity;
  #loading: Promise<void> | undefined;
  #renewal: Promise<Token> | undefined;
  #sameTokenAt = -Infinity;
  #loginFailure: { error: ApiError; until: number } | undefined;
  #logins = 0;

  constructor(
    private readonly login: () => Promise<Token>,
    private readonly store: TokenStore,
    private readonly runtime: Runtime,
  ) {}

  /** Counts the logins of this process. */
  get logins(): number {
    return this.#logins;
  }

  /**
   * Returns a valid token, and logs in first if there is none.
   * @throws ConfigurationError if Toast refuses the credentials, TransientError if the login fails.
   */
  async token(): Promise<string> {
    this.#loading ??= this.store.load().then((token) => {
      if (token === undefined || !isAccessToken(token.accessToken)) return;
      this.#token = token;
      this.#renewAt = token.expiresAt - refreshBeforeExpiryMs;
    });
    await this.#loading;
    if (this.#token && this.runtime.now() < this.#renewAt) return this.#token.accessToken;
    return (await this.#renew()).accessToken;
  }

  /**
   * Returns a token to use after a 401 on the token `refused`. It can be the same token again if
   * Toast does not issue another one.
   * @throws what `token` throws.
   */
  async replace(refused: string): Promise<string> {
    const replaced = this.#token !== undefined && this.#token.accessToken !== refused;
    const issuedAgain = this.runtime.now() - this.#sameTokenAt < sameTokenCooldownMs;
    if (replaced || issuedAgain) return this.token();
    return (await this.#renew()).accessToken;
  }

  async #renew(): Promise<Token> {
    if (this.#loginFailure && this.runtime.now() < this.#loginFailure.until)
      throw this.#loginFailure.error;
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
      if (token.accessToken === this.#token?.accessToken) this.#sameTokenAt = now;
      this.#token = token;
      this.#renewAt = Math.max(token.expiresAt - refreshBeforeExpiryMs, now + minTokenUseMs);
      await this.store.save(token);
      return token;
    } catch (cause) {
      if (cause instanceof ApiError && !(cause instanceof RefusedError)) {
        this.#loginFailure = { error: cause, until: this.runtime.now() + loginFailureCooldownMs };
      }
      if (!(cause instanceof RefusedError)) throw cause;
      throw new ConfigurationError(`Toast refused the credentials. ${cause.message}`, {
        suggestion:
          'Check clientId, clientSecret and domain. Use standard, custom or partner credentials; analytics credentials do not work here.',
        cause,
      });
    }
  }
}
