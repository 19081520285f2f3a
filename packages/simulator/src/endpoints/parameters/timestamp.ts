import { DateTime } from 'luxon';
import type { EpochMillis } from '../../clock.js';

const WITH_OFFSET = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?(Z|[+-]\d\d:?\d\d)$/;
const BUSINESS_DATE = /^\d{8}$/;

/**
 * Reads a timestamp as Toast takes them: ISO 8601 with an offset (`+0000`, `-0500`, `+05:45`) or
 * `Z`, and three digits of fraction or none. A `+` that was not percent-encoded arrives as a
 * space and is not a timestamp (developer guide, "Dates and timestamps").
 */
export function parseTimestamp(text: string): EpochMillis | undefined {
  if (!WITH_OFFSET.test(text)) return undefined;
  const parsed = DateTime.fromISO(text, { zone: 'utc' });
  return parsed.isValid ? parsed.toMillis() : undefined;
}

/** As `parseTimestamp`, and the fraction of a second must be there, as `/ordersBulk` demands. */
export function parseTimestampWithFraction(text: string): EpochMillis | undefined {
  return text.charAt(19) === '.' ? parseTimestamp(text) : undefined;
}

/** Reads `yyyymmdd`, a date of the calendar, as an integer. */
export function parseBusinessDate(text: string): number | undefined {
  if (!BUSINESS_DATE.test(text)) return undefined;
  return DateTime.fromFormat(text, 'yyyyMMdd', { zone: 'utc' }).isValid ? Number(text) : undefined;
}
