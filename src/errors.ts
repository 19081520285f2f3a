/** Lists the exit codes of the command line; docs/operations.md explains each. */
export const exitCodes = {
  bug: 1,
  usage: 2,
  configuration: 3,
  api: 4,
  database: 5,
  model: 6,
  partial: 68,
} as const;

export interface ErrorDetails {
  /** Tells the user what to do next, as a sentence. */
  suggestion?: string;
  cause?: unknown;
}

/**
 * Reports an error that a user can meet. `message` says what happened and where, `suggestion` what to
 * do next. Neither may contain a secret, a token or guest data.
 */
export abstract class ToastError extends Error {
  abstract readonly exitCode: number;
  readonly suggestion: string | undefined;

  constructor(message: string, { suggestion, cause }: ErrorDetails = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = new.target.name;
    this.suggestion = suggestion;
  }
}

/** Reports an incorrect command line, such as an unknown resource or dates in the wrong order. */
export class UsageError extends ToastError {
  readonly exitCode = exitCodes.usage;
}

/** Reports that the user stopped the command before it finished. Committed data is kept. */
export class InterruptedError extends ToastError {
  readonly exitCode = exitCodes.partial;
}

/** Reports that Toast's clock cannot be right, so that nothing can be planned by it. */
export class ClockError extends ToastError {
  readonly exitCode = exitCodes.api;
}

/** Reports a missing or invalid configuration key, or credentials that Toast refuses. */
export class ConfigurationError extends ToastError {
  readonly exitCode = exitCodes.configuration;
}

/** Reports that the database cannot be opened, read or written. */
export class DatabaseError extends ToastError {
  readonly exitCode = exitCodes.database;
}

/** Reports that another process holds the lock on the database file. Waiting can help. */
export class DatabaseLockedError extends DatabaseError {}

/** Reports that no business date is complete yet, so that there is nothing to report. A later run can help. */
export class NothingToReportError extends DatabaseError {}

/** Reports a file that was to be read and is not valid JSON. */
export class MalformedJsonError extends DatabaseError {}

/** Reports a fetched page that is not the expected JSON. Fetching it again can help. */
export class MalformedPageError extends DatabaseError {}

/** Reports a page of valid JSON with an entity that has no id. Fetching it again does not help. */
export class MissingIdError extends MalformedPageError {}

/** Reports a model that cannot be read, compiled or run, or a data test that failed. */
export class ModelError extends ToastError {
  readonly exitCode = exitCodes.model;
}

export interface ApiErrorDetails extends ErrorDetails {
  /** The endpoint's path, without host and query. */
  endpoint: string;
  restaurantId?: string | undefined;
  status?: number | undefined;
  /** Toast's ID for the request, to quote to Toast support. */
  requestId?: string | undefined;
}

/** Reports a failed request to Toast. The subclass decides whether to skip, wait or retry. */
export abstract class ApiError extends ToastError {
  readonly exitCode = exitCodes.api;
  readonly endpoint: string;
  readonly restaurantId: string | undefined;
  readonly status: number | undefined;
  readonly requestId: string | undefined;

  constructor(message: string, details: ApiErrorDetails) {
    const { endpoint, restaurantId, status, requestId } = details;
    const where = [
      `${endpoint}`,
      restaurantId && `restaurant ${restaurantId}`,
      requestId && `request id ${requestId}`,
    ];
    super(`${message} (${where.filter(Boolean).join(', ')})`, details);
    this.endpoint = endpoint;
    this.restaurantId = restaurantId;
    this.status = status;
    this.requestId = requestId;
  }
}

/** Reports that Toast refuses a request, so that repeating it changes nothing. */
export abstract class RefusedError extends ApiError {}

/** Reports that the credentials have no access to an endpoint of a restaurant: a 401 or 403. */
export abstract class AccessDeniedError extends RefusedError {}

/** Reports a 401: the token is invalid or expired, even after logging in again. */
export class UnauthorizedError extends AccessDeniedError {}

/** Reports a 403: the credentials lack a scope or do not include this restaurant. */
export class ForbiddenError extends AccessDeniedError {}

/** Reports a 400 or another 4xx (or 3xx) answer that has no class of its own. */
export class BadRequestError extends RefusedError {}

/** Reports a 404. What it means depends on the endpoint. */
export class NotFoundError extends RefusedError {}

/** Reports a 409: configuration was published during paging. Restarting the listing can help. */
export class ConflictError extends RefusedError {}

/** Reports a 429: the request can be sent again after a wait. */
export class RateLimitedError extends ApiError {
  /** Milliseconds to wait, if Toast gave a time. */
  readonly retryAfterMs: number | undefined;

  constructor(message: string, details: ApiErrorDetails & { retryAfterMs?: number | undefined }) {
    super(message, details);
    this.retryAfterMs = details.retryAfterMs;
  }
}

/**
 * Reports a temporary failure: a 5xx, a timeout, a broken connection, or a truncated or malformed
 * body. Retrying with back-off can help.
 */
export class TransientError extends ApiError {}

/**
 * Reports responses that fetching again would not change: too large, in an encoding that was not
 * asked for, or pages without end.
 */
export class UnusableResponseError extends ApiError {}
