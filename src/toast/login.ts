import { TransientError } from '../errors.js';
import { isAccessToken, type Credentials, type Token } from './auth.js';
import type { HttpRequest, HttpResponse } from './transport.js';

const path = '/authentication/v1/authentication/login';

/* Toast's response is about two kilobytes. */
const maxBytes = 1024 * 1024;

/** Builds the login request (definition `AuthenticationRequest`). Its body contains the secret. */
export function loginRequest(credentials: Credentials, baseUrl: string): HttpRequest {
  const { clientId, clientSecret, userAccessType } = credentials;
  return {
    method: 'POST',
    url: new URL(path, baseUrl),
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ clientId, clientSecret: clientSecret.reveal(), userAccessType }),
    maxBytes,
  };
}

/* Toast's tokens are valid for a day (guide: authentication). */
const maxExpiresInSeconds = 366 * 24 * 60 * 60;

/**
 * Reads the token from the response to a login. The response says how many seconds the token is
 * still valid; `now`, in epoch milliseconds, turns that into the time at which it expires.
 * @throws TransientError if the response contains no token, or one that cannot be used.
 */
export function parseToken({ body, headers }: HttpResponse, now: number): Token {
  const { accessToken, expiresIn } = tokenIn(body);
  const unusable = (problem: string) =>
    new TransientError(`The response to the login ${problem}`, {
      endpoint: path,
      requestId: headers.get('toast-request-id') ?? undefined,
      suggestion: 'Check `domain`, then run the command again.',
    });
  if (typeof accessToken !== 'string' || typeof expiresIn !== 'number') {
    throw unusable('contains no token');
  }
  if (!isAccessToken(accessToken)) {
    throw unusable('contains a token that is too long or has characters that no header can hold');
  }
  if (expiresIn < 0 || expiresIn > maxExpiresInSeconds) {
    throw unusable(`contains a token that expires in ${expiresIn} seconds`);
  }
  return { accessToken, expiresAt: now + expiresIn * 1000 };
}

function tokenIn(body: Buffer): Record<string, unknown> {
  try {
    const { token } = JSON.parse(body.toString('utf8')) as { token: Record<string, unknown> };
    return token ?? {};
  } catch {
    /* The parser's message could quote a token, so it is not passed on. */
    return {};
  }
}
