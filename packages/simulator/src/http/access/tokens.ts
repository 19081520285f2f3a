import { createHmac } from 'node:crypto';
import type { WallClock } from '../../common/clock.js';
import { seededGuid } from '../../common/guid.js';

/** The claims of Toast's access tokens (developer guide, "Authentication"). */
export interface Claims {
  /** Separated by spaces. */
  readonly scope: string;
  /** Seconds since the epoch. */
  readonly iat: number;
  readonly exp: number;
  readonly 'https://toasttab.com/partner_guid': string;
}

/** A token as the login returns it. */
export interface IssuedToken {
  readonly accessToken: string;
  /** Remaining seconds, not the whole lifetime. */
  readonly expiresIn: number;
}

export interface TokenOptions {
  readonly seed: number;
  readonly scopes: readonly string[];
  readonly lifetimeSeconds: number;
  readonly wallClock: WallClock;
}

/** Lifetime of a token where it differs from the usual one. */
export interface TokenLife {
  /** After this many calls, tokens issued before are no longer accepted. */
  readonly calls?: number | undefined;
  readonly seconds?: number | undefined;
}

const RENEWAL_SECONDS = 60;
const HEADER = base64url({ alg: 'HS256', typ: 'JWT' });

/**
 * Issues and verifies JSON Web Tokens. Until a token's last minute every login returns the same
 * token; a replaced token stays valid until it expires (developer guide, "Authentication token
 * refresh").
 */
export class TokenIssuer {
  readonly #options: TokenOptions;
  #key: string;
  #generation = 0;
  #life: TokenLife = {};
  #callsLeft = Number.POSITIVE_INFINITY;
  #current: { readonly accessToken: string; readonly exp: number } | undefined;

  constructor(options: TokenOptions) {
    this.#options = options;
    this.#key = `simulator signing key ${options.seed}`;
  }

  /** Invalidates every token issued so far. */
  expireAll(): void {
    // A new signing key invalidates all old signatures.
    this.#generation += 1;
    this.#key = `simulator signing key ${this.#options.seed}, ${this.#generation}`;
    this.#current = undefined;
  }

  /** Limits the lifetime of tokens issued from now on. */
  limitLife(life: TokenLife): void {
    this.#life = life;
    this.#callsLeft = Number.POSITIVE_INFINITY;
  }

  issue(): IssuedToken {
    const now = this.#seconds();
    if (this.#current === undefined || this.#current.exp - now <= RENEWAL_SECONDS) {
      const exp = now + (this.#life.seconds ?? this.#options.lifetimeSeconds);
      this.#callsLeft = this.#life.calls ?? Number.POSITIVE_INFINITY;
      this.#current = { accessToken: this.#sign(now, exp), exp };
    }
    return { accessToken: this.#current.accessToken, expiresIn: this.#current.exp - now };
  }

  /** Returns the claims of a token that was signed here and has not expired. */
  verify(token: string): Claims | undefined {
    const [header, payload, signature] = token.split('.');
    if (header !== HEADER || payload === undefined || signature !== this.#signature(payload)) {
      return undefined;
    }
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Claims;
    if (claims.exp <= this.#seconds()) return undefined;
    if (this.#callsLeft <= 0) {
      this.expireAll();
      return undefined;
    }
    this.#callsLeft -= 1;
    return claims;
  }

  #sign(iat: number, exp: number): string {
    const claims: Claims = {
      scope: this.#options.scopes.join(' '),
      iat,
      exp,
      'https://toasttab.com/partner_guid': seededGuid(this.#options.seed, 'partner'),
    };
    const payload = base64url(claims);
    return `${HEADER}.${payload}.${this.#signature(payload)}`;
  }

  #signature(payload: string): string {
    return createHmac('sha256', this.#key).update(`${HEADER}.${payload}`).digest('base64url');
  }

  #seconds(): number {
    return Math.floor(this.#options.wallClock() / 1000);
  }
}

function base64url(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
