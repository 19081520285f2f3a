import type { Reply } from './call.js';

/**
 * An error response, thrown wherever a request turns out not to be servable. `headers` are sent
 * along with it.
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

/* Toast does not publish its numeric codes; these follow the form of its guide's examples. */
const FIRST_CODE = 10_000;

/**
 * Creates the reply for anything thrown: a refusal as it is, everything else as a 500 that tells
 * nothing of it.
 */
export function errorReply(thrown: unknown, requestId: string): Reply {
  const refusal =
    thrown instanceof Refusal
      ? thrown
      : new Refusal(500, 'The simulator failed at this request; its own output says why');
  const message = {
    status: refusal.status,
    code: FIRST_CODE + refusal.status,
    message: refusal.message,
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
