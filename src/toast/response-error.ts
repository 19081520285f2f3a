import {
  BadRequestError,
  ConflictError,
  ForbiddenError,
  NotFoundError,
  RateLimitedError,
  TransientError,
  UnauthorizedError,
  type ApiError,
  type ApiErrorDetails,
} from '../errors.js';
import { redact } from './redact.js';
import { longestWaitMs } from './retry.js';
import type { HttpResponse } from './transport.js';

/**
 * Returns the error for a response other than 2xx, with Toast's message and request ID (definition
 * `ErrorMessage`). `secrets` were sent to Toast and are removed in case the message repeats them.
 */
export function responseError(
  response: HttpResponse,
  origin: { endpoint: string; restaurantId?: string | undefined },
  secrets: readonly string[],
): ApiError {
  const { status, headers } = response;
  const body = errorMessage(response.body);
  const id = body.requestId ?? headers.get('toast-request-id');
  const requestId = id ? redact(id, secrets).slice(0, maxRequestIdLength) : undefined;
  const details = { ...origin, status, requestId };
  const message = redact(body.message ?? '', secrets).slice(0, maxMessageLength);
  const summary = `Toast answered ${status}${message && `: ${message}`}`;
  switch (status) {
    case 401:
      return new UnauthorizedError(summary, details);
    case 403:
      return new ForbiddenError(summary, {
        ...details,
        suggestion: 'Check that the credentials have the scope and include this restaurant.',
      });
    case 404:
      return new NotFoundError(summary, details);
    case 409:
      return new ConflictError(summary, details);
    case 429:
      return rateLimited(summary, details, response);
    default:
      if (status >= 499 || status === 408) return new TransientError(summary, details);
      return new BadRequestError(summary, details);
  }
}

/** Returns the error for a response whose clock is more than a day off. */
export function clockError(
  { serverTime = 0, receivedAt, headers }: HttpResponse,
  origin: { endpoint: string; restaurantId?: string | undefined },
): TransientError {
  const [theirs, ours] = [serverTime, receivedAt].map((time) => new Date(time).toISOString());
  return new TransientError(
    `Toast's clock says ${theirs} and this machine's says ${ours}, more than a day apart`,
    {
      ...origin,
      requestId: headers.get('toast-request-id')?.slice(0, maxRequestIdLength),
      suggestion: "Set this machine's clock. If it is right, check `domain` and the proxy.",
    },
  );
}

function rateLimited(
  summary: string,
  details: ApiErrorDetails,
  response: HttpResponse,
): RateLimitedError {
  const ms = retryAfterMs(response);
  if (ms === undefined || ms <= longestWaitMs) {
    const suggestion = 'Run the command again later, or stop what else uses these credentials.';
    return new RateLimitedError(summary, { ...details, suggestion, retryAfterMs: ms });
  }
  const until = new Date(Math.min(response.receivedAt + ms, maxDate)).toISOString();
  return new RateLimitedError(`${summary}; it asks to wait until ${until}`, {
    ...details,
    suggestion: 'Toast has no limits this long. Run the command again, or ask Toast support.',
    retryAfterMs: ms,
  });
}

/* The latest time that a Date can hold. */
const maxDate = 8.64e15;

const maxMessageLength = 500;
const maxRequestIdLength = 100;

/**
 * Returns the milliseconds to wait after a 429: `Retry-After`, in seconds or as a date (RFC 9110), or else the time until
 * `X-Toast-RateLimit-Reset`, in epoch seconds on the server's clock (guide: apiRateLimiting).
 * Returns `undefined` if the response has neither.
 */
export function retryAfterMs(response: HttpResponse): number | undefined {
  const { headers, serverTime, receivedAt } = response;
  const now = serverTime ?? receivedAt;
  const retryAfter = headers.get('retry-after') ?? '';
  const seconds = retryAfter === '' ? Number.NaN : Number(retryAfter);
  if (Number.isFinite(seconds) && seconds >= 0) return seconds * 1000;
  /* A date begins with the day of the week; Date.parse takes much else for one. */
  const date = /^[A-Z][a-z]{2},/.test(retryAfter) ? Date.parse(retryAfter) : Number.NaN;
  if (Number.isFinite(date)) return Math.max(0, date - now);
  const reset = Number(headers.get('x-toast-ratelimit-reset') ?? Number.NaN);
  if (!Number.isFinite(reset)) return undefined;
  return Math.max(0, reset * 1000 - now);
}

function errorMessage(body: Buffer): { message?: string; requestId?: string } {
  try {
    const parsed: unknown = JSON.parse(body.toString('utf8'));
    if (typeof parsed !== 'object' || parsed === null) return {};
    const { message, requestId } = parsed as Record<string, unknown>;
    return {
      ...(typeof message === 'string' ? { message } : {}),
      ...(typeof requestId === 'string' ? { requestId } : {}),
    };
  } catch {
    return {};
  }
}
