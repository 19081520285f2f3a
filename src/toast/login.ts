import { TransientError } from '../errors.js';
import type { Credentials, Token } from './auth.js';
import type { HttpRequest } from './transport.js';

const path = '/authentication/v1/authentication/login';

/** Builds the login request (definition `AuthenticationRequest`). Its body contains the secret. */
export function loginRequest(credentials: Credentials, baseUrl: string): HttpRequest {
  const { clientId, clientSecret, userAccessType } = credentials;
  return {
    method: 'POST',
    url: new URL(path, baseUrl),
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ clientId, clientSecret: clientSecret.reveal(), userAccessType }),
  };
}

/**
 * Reads the token from the response to a login. The response says how many seconds the token is
 * still valid; `now`, in epoch milliseconds, turns that into the time at which it expires.
 * @throws TransientError if the response contains no token.
 */
export function parseToken(body: Buffer, now: number): Token {
  try {
    const { token } = JSON.parse(body.toString('utf8')) as { token: Record<string, unknown> };
    const { accessToken, expiresIn } = token;
    if (typeof accessToken === 'string' && typeof expiresIn === 'number') {
      return { accessToken, expiresAt: now + expiresIn * 1000 };
    }
  } catch {
    /* The parser's message could quote a token, so it is not passed on. */
  }
  throw new TransientError('The response to the login contains no token', { endpoint: path });
}
