import { z } from 'zod';
import { Secret } from './secret.js';
import { parseDuration, parseFileMode } from './values.js';

/* Types of values that several parts of the configuration have. */

/** A text that is wrapped, so that it is never shown. */
export const secret = z
  .string()
  .min(1)
  .transform((text) => new Secret(text));

/** `30s`, `10m`, `1h` or `7d`, as milliseconds. */
export const duration = z.string().transform((text, context) => {
  const parsed = parseDuration(text);
  if (parsed !== undefined) return parsed;
  context.addIssue('is not a duration');
  return z.NEVER;
});

/** An octal text such as `0640`, as a number. */
export const fileMode = z.string().transform((text, context) => {
  const parsed = parseFileMode(text);
  if (parsed !== undefined) return parsed;
  context.addIssue('is not a file mode');
  return z.NEVER;
});
