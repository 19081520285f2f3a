import { STATUS_CODES } from 'node:http';
import type { EpochMillis } from '../common/clock.js';
import type { Reply } from '../http/call.js';
import { errorReply, Refusal } from '../http/error-message.js';
import type { Fault } from './fault-set.js';

/**
 * Creates the reply of a fault with a status: Toast's error body, or a gateway's HTML page. A 429
 * says how long to wait in the ways that the fault gives, if any (developer guide, "Rate
 * limiting").
 */
export function statusReply(
  fault: Fault & { readonly status: number },
  requestId: string,
  now: EpochMillis,
): Reply {
  const { status, body, retryAfterSeconds, resetSeconds } = fault;
  const title = `${STATUS_CODES[status]}`;
  if (body === 'html') {
    const html = `<html><head><title>${status} ${title}</title></head><body>${title}</body></html>`;
    return { status, headers: { 'Content-Type': 'text/html' }, body: () => html };
  }
  const headers = {
    ...(retryAfterSeconds === undefined ? {} : { 'Retry-After': String(retryAfterSeconds) }),
    ...(resetSeconds === undefined
      ? {}
      : {
          'X-Toast-RateLimit-By': 'GLOBAL',
          'X-Toast-RateLimit-Remaining': '0',
          'X-Toast-RateLimit-Reset': String(Math.ceil(now / 1000 + resetSeconds)),
        }),
  };
  return errorReply(new Refusal(status, `${title}, as a fault says`, headers), requestId);
}
