import { STATUS_CODES } from 'node:http';
import type { Reply } from './call.js';

/**
 * An answer other than success, thrown by whatever finds that the request cannot be served.
 * `headers` are sent along with it.
 */
export class Refusal extends Error {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message);
    this.name = 'Refusal';
    this.status = status;
    this.headers = headers;
  }
}

/*
 * Toast publishes no list of its numeric codes; these only follow the form of the ones in the
 * guide's examples ("Responses and errors"), and clients should not depend on them.
 */
const codes: Readonly<Record<number, number>> = { 401: 10010, 403: 10011, 429: 10029 };
const BAD_REQUEST_CODE = 10025;

/** The reply for anything thrown: a refusal as it is, everything else as 500. */
export function errorReply(thrown: unknown, requestId: string): Reply {
  const refusal =
    thrown instanceof Refusal
      ? thrown
      : new Refusal(
          500,
          `The simulator failed: ${thrown instanceof Error ? thrown.stack : thrown}`,
        );
  const message = {
    status: refusal.status,
    code: codes[refusal.status] ?? BAD_REQUEST_CODE,
    message: refusal.message || STATUS_CODES[refusal.status],
    messageKey: null,
    fieldName: null,
    link: null,
    requestId,
    developerMessage: null,
    errors: [],
    canRetry: null,
  };
  return {
    status: refusal.status,
    headers: refusal.headers,
    body: () => JSON.stringify(message),
  };
}
