import { DateTime } from 'luxon';

/**
 * An ISO 8601 date or instant as epoch milliseconds, UTC where it names no offset; `undefined` for
 * all else, also for a time of day alone, which would mean another instant every day.
 */
export function parseInstant(text: string): number | undefined {
  const parsed = DateTime.fromISO(text, { zone: 'utc' });
  return parsed.isValid && /^\d{4}/.test(text) ? parsed.toMillis() : undefined;
}
