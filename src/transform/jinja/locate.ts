import { ModelError, ToastError } from '../../errors.js';

/** The error with its place before it: `models/core/orders.sql:12: …`. */
export function at(file: string, line: number | undefined, error: unknown): ModelError {
  const place = line === undefined ? file : `${file}:${line}`;
  const text = error instanceof Error ? error.message : String(error);
  const suggestion = error instanceof ToastError ? error.suggestion : undefined;
  return new ModelError(`${place}: ${text}`, {
    cause: error,
    ...(suggestion === undefined ? {} : { suggestion }),
  });
}
