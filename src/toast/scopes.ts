/**
 * Returns the scopes of a token: the claim `scope` of the JWT, separated by spaces (guide:
 * authentication). Returns `undefined` if the token has no such claim.
 */
export function grantedScopes(accessToken: string): ReadonlySet<string> | undefined {
  try {
    const payload = Buffer.from(accessToken.split('.')[1] ?? '', 'base64url').toString('utf8');
    const { scope } = JSON.parse(payload) as { scope?: unknown };
    return typeof scope === 'string' && scope !== '' ? new Set(scope.split(' ')) : undefined;
  } catch {
    return undefined;
  }
}
