import { TransientError } from '../errors.js';
import type { Credentials, Token } from './auth.js';
import type { HttpRequest } from './transport.js';

const path = '/authentication/v1/authentication/login';

/** The request for a token (definition `AuthenticationRequest`); its body holds the secret. */
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
 * The token that Toast answers a login with; it says for how many seconds from now it is good.
 * @throws TransientError when the answer holds none.
 */
export function tokenOf(body: Buffer, now: number): Token {
  try {
    const { token } = JSON.parse(body.toString('utf8')) as { token: Record<string, unknown> };
    const { accessToken, expiresIn } = token;
    if (typeof accessToken === 'string' && typeof expiresIn === 'number') {
      return { accessToken, expiresAt: now + expiresIn * 1000 };
    }
  } catch {
    /* Not JSON, or not of that shape: the parser's message could quote a token. */
  }
  throw new TransientError('The answer to the login holds no token', { endpoint: path });
}
