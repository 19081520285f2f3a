import {
  BadRequestError,
  ConflictError,
  ForbiddenError,
  NotFoundError,
  RateLimitedError,
  TransientError,
  UnauthorizedError,
  type ApiError,
} from '../errors.js';
import { redact } from './redact.js';
import type { HttpResponse } from './transport.js';

/**
 * The error that an answer other than 2xx stands for, with Toast's message and request id
 * (definition `ErrorMessage`). `secrets` are what Toast was told and no message may repeat.
 */
export function responseError(
  response: HttpResponse,
  where: { endpoint: string; restaurantId?: string | undefined },
  secrets: readonly string[],
): ApiError {
  const { status, headers } = response;
  const body = errorMessage(response.body);
  const id = body.requestId ?? headers.get('toast-request-id');
  const requestId = id ? redact(id, secrets).slice(0, longestRequestId) : undefined;
  const details = { ...where, status, requestId };
  const message = redact(body.message ?? '', secrets).slice(0, longestMessage);
  const said = `Toast answered ${status}${message && `: ${message}`}`;
  switch (status) {
    case 401:
      return new UnauthorizedError(said, details);
    case 403:
      return new ForbiddenError(said, {
        ...details,
        suggestion: 'Check the scopes of the credentials and that they include this restaurant.',
      });
    case 404:
      return new NotFoundError(said, details);
    case 409:
      return new ConflictError(said, details);
    case 429:
      return new RateLimitedError(said, { ...details, retryAfterMs: retryAfterMs(response) });
    default:
      if (status >= 499 || status === 408) return new TransientError(said, details);
      return new BadRequestError(said, details);
  }
}

/* In characters. */
const longestMessage = 500;
const longestRequestId = 100;

/**
 * How long a 429 says to wait, in milliseconds: `Retry-After` in seconds, or the end of the slice
 * in `X-Toast-RateLimit-Reset`, epoch seconds by the server's clock (guide: apiRateLimiting).
 */
export function retryAfterMs(response: HttpResponse): number | undefined {
  const { headers, serverTime, receivedAt } = response;
  const retryAfter = Number(headers.get('retry-after') ?? Number.NaN);
  if (Number.isFinite(retryAfter) && retryAfter >= 0) return retryAfter * 1000;
  const reset = Number(headers.get('x-toast-ratelimit-reset') ?? Number.NaN);
  if (!Number.isFinite(reset)) return undefined;
  return Math.max(0, reset * 1000 - (serverTime ?? receivedAt));
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
