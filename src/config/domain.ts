import { UsageError } from '../errors.js';

const loopbackHosts = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** Returns true if a URL names a loopback address, where only the simulator can be. */
export function isLoopback(url: string | URL): boolean {
  return loopbackHosts.has(new URL(url).hostname);
}

/**
 * Returns the base URL of the API for the configuration's `domain`. HTTPS is always used, except
 * that a loopback address may be written with `http://` for the simulator.
 *
 * `ws-api.example.com` → `https://ws-api.example.com`; `http://127.0.0.1:8080` is kept.
 * @throws UsageError that says what was expected, without repeating the value.
 */
export function baseUrl(domain: string): string {
  const hasScheme = /^[a-z]+:\/\//i.test(domain);
  let url: URL;
  try {
    url = new URL(hasScheme ? domain : `https://${domain}`);
  } catch (cause) {
    throw new UsageError('is not a host name', { cause });
  }
  if (url.username || url.password || url.search || url.hash || url.pathname !== '/') {
    throw new UsageError('must be only a host name, such as ws-api.example.com');
  }
  if (url.protocol === 'https:') return url.origin;
  if (url.protocol === 'http:' && isLoopback(url)) return url.origin;
  throw new UsageError('may use http:// only for a loopback address (the simulator)');
}
