import type { Call } from '../call.js';
import { Refusal } from '../error-message.js';
import type { Claims, TokenIssuer } from './tokens.js';

/**
 * Returns the claims of the call's token; throws a 401 without a valid one after the word `Bearer`.
 */
export function authenticate(call: Pick<Call, 'header'>, tokens: TokenIssuer): Claims {
  const [, token] = /^Bearer (\S+)$/.exec(call.header('authorization') ?? '') ?? [];
  if (token === undefined) {
    throw new Refusal(
      401,
      'The Authorization header must hold the word Bearer and an access token',
    );
  }
  const claims = tokens.verify(token);
  if (claims === undefined) throw new Refusal(401, 'The access token is invalid or has expired');
  return claims;
}

/** Throws a 403 unless the token holds the scope. */
export function requireScope(claims: Claims, scope: string | undefined): void {
  if (scope !== undefined && !claims.scope.split(' ').includes(scope)) {
    throw new Refusal(403, `The access token lacks the scope ${scope}`);
  }
}
