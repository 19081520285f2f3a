/** Exit codes of the command line; see docs/operations.md for what each tells an operator. */
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
  /** What to do next, as a sentence to the user. */
  suggestion?: string;
  cause?: unknown;
}

/**
 * An error that a user can meet: what happened and where in `message`, what to do next in
 * `suggestion`. Never put a secret, a token or guests' data in either.
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

/** The command was called wrongly: unknown resource, dates in the wrong order. */
export class UsageError extends ToastError {
  readonly exitCode = exitCodes.usage;
}

/** The user ended the command before it was done; what was committed stays. */
export class InterruptedError extends ToastError {
  readonly exitCode = exitCodes.partial;
}

/** A configuration key is missing or malformed, or Toast refuses the credentials. */
export class ConfigurationError extends ToastError {
  readonly exitCode = exitCodes.configuration;
}

/** The database file cannot be opened, read or written as asked. */
export class DatabaseError extends ToastError {
  readonly exitCode = exitCodes.database;
}

/** Another process holds the database file: wait for it. */
export class DatabaseLockedError extends DatabaseError {}

/** A page that was to be loaded is not the JSON it should be: read it again. */
export class MalformedPageError extends DatabaseError {}

/** A model cannot be read, compiled or run, or a data test failed. */
export class ModelError extends ToastError {
  readonly exitCode = exitCodes.model;
}

export interface ApiErrorDetails extends ErrorDetails {
  /** Path of the endpoint, without host and query. */
  endpoint: string;
  restaurantId?: string | undefined;
  status?: number | undefined;
  /** Toast's id of the request, to quote to Toast's support. */
  requestId?: string | undefined;
}

/** Toast did not give what was asked of it. The subclass says what follows: see docs/decisions.md. */
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

/** 401: the token is not, or no longer, accepted. Log in again; give the endpoint up after 3 tries. */
export class UnauthorizedError extends ApiError {}

/** 403: these credentials may not read this endpoint of this restaurant. Skip it. */
export class ForbiddenError extends ApiError {}

/** 400 and other refusals of the request itself: asking again would change nothing. Skip the unit. */
export class BadRequestError extends ApiError {}

/** 404. What it means depends on the endpoint. */
export class NotFoundError extends ApiError {}

/** 409: configuration was published while it was being paged. Start the listing again. */
export class ConflictError extends ApiError {}

/** 429: wait as told, then go on. */
export class RateLimitedError extends ApiError {
  /** Milliseconds to wait as Toast said, if it did. */
  readonly retryAfterMs: number | undefined;

  constructor(message: string, details: ApiErrorDetails & { retryAfterMs?: number | undefined }) {
    super(message, details);
    this.retryAfterMs = details.retryAfterMs;
  }
}

/** 5xx, a time-out, a broken connection, a cut-off or malformed body: try again, with patience. */
export class TransientError extends ApiError {}
