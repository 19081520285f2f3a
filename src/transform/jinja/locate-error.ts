import { ModelError, ToastError } from '../../errors.js';

/**
 * Puts the place where an error happened before its message: `models/core/orders.sql:12: …`. Takes
 * the file, the line (from 1; undefined for the whole file) and the error, whose suggestion is kept.
 */
export function locateError(file: string, line: number | undefined, error: unknown): ModelError {
  const place = line === undefined ? file : `${file}:${line}`;
  const text = isStackOverflow(error)
    ? 'expressions, blocks or macros are nested too deeply'
    : error instanceof Error
      ? error.message
      : String(error);
  const suggestion = error instanceof ToastError ? error.suggestion : undefined;
  /* A macro that calls itself is named once. */
  return new ModelError(text.includes(`${place}: `) ? text : `${place}: ${text}`, {
    cause: error,
    ...(suggestion === undefined ? {} : { suggestion }),
  });
}

function isStackOverflow(error: unknown): boolean {
  return error instanceof RangeError && error.message.includes('call stack');
}
