import { isIPv4 } from 'node:net';
import type { Call } from '../call.js';
import { Refusal } from '../error-message.js';

/**
 * Refuses calls that a web page of another site makes through the user's browser. Control requests
 * need no token, so these two checks protect them:
 *
 * - The host must be a name or address of this machine, or the call throws a 403. A page whose own
 *   name is made to resolve to this machine (DNS rebinding) still calls it by that name.
 * - A call with the header `Origin` must come from the simulator's own origin, or it throws a 403.
 *   Browsers add the header to every request that changes something; other clients do not send it.
 */
export function requireLocalCaller({ baseUrl, header }: Pick<Call, 'baseUrl' | 'header'>): void {
  const { hostname, origin } = hostOf(baseUrl);
  if (!isLoopback(hostname)) {
    throw new Refusal(403, `The simulator answers only as localhost, not as ${hostname}`);
  }
  const caller = header('origin');
  if (caller !== undefined && caller !== origin) {
    throw new Refusal(403, 'The simulator does not answer a web page of another origin');
  }
}

/** Reads scheme and authority; throws a 400 unless they are just a host and perhaps a port. */
function hostOf(baseUrl: string): URL {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  if (url !== undefined && url.href === `${url.origin}/` && !baseUrl.endsWith('/')) return url;
  throw new Refusal(400, 'The Host header must hold one host, such as localhost:8080');
}

/** Takes a host name as `URL` normalizes it. */
function isLoopback(hostname: string): boolean {
  return (
    hostname === 'localhost' ||
    hostname === '[::1]' ||
    (isIPv4(hostname) && hostname.startsWith('127.'))
  );
}
