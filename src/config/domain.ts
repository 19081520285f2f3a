import { UsageError } from '../errors.js';

const loopbackHosts = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * The base URL of the API for the configuration's `domain`. A host name is always spoken to over
 * https; only a loopback address may be written with its scheme, for the simulator.
 *
 * `ws-api.example.com` → `https://ws-api.example.com`; `http://127.0.0.1:8080` stays.
 * @throws UsageError that says what was expected.
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
    throw new UsageError('must be a host name alone, such as ws-api.example.com');
  }
  if (url.protocol === 'https:') return url.origin;
  if (url.protocol === 'http:' && loopbackHosts.has(url.hostname)) return url.origin;
  throw new UsageError('may be written with http:// only for a loopback address (the simulator)');
}
