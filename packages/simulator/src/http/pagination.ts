import type { Call } from './call.js';
import { Refusal } from './error-message.js';

/** Reads a whole number from the query, or returns the fallback; throws a 400 outside its range. */
export function integerParam(
  call: Pick<Call, 'query'>,
  name: string,
  { fallback, max }: { readonly fallback: number; readonly max: number },
): number {
  const text = call.query.get(name);
  if (text === null) return fallback;
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < 1 || value > max) {
    throw new Refusal(400, `${name} must be a whole number from 1 to ${max}, not "${text}"`);
  }
  return value;
}

/** Returns the call's own URL with some query parameters replaced. */
export function linkTo(call: Call, params: Readonly<Record<string, string | number>>): string {
  const query = new URLSearchParams(call.query);
  for (const [name, value] of Object.entries(params)) query.set(name, String(value));
  return `${call.baseUrl}${call.path}?${query}`;
}

/** Creates a `Link` header (RFC 8288) from relations to URLs; undefined ones are left out. */
export function linkHeader(links: Readonly<Record<string, string | undefined>>): string {
  return Object.entries(links)
    .filter(([, url]) => url !== undefined)
    .map(([rel, url]) => `<${url}>; rel="${rel}"`)
    .join(', ');
}
