import { DateTime } from 'luxon';
import type { EpochMillis } from '../../common/clock.js';
import type { Call } from '../../http/call.js';
import { Refusal } from '../../http/error-message.js';
import type { Range } from '../../world/contract/json.js';

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

/** Like `parseTimestamp`, but the fraction of a second is required, as `/ordersBulk` does. */
export function parseTimestampWithFraction(text: string): EpochMillis | undefined {
  return text.charAt(19) === '.' ? parseTimestamp(text) : undefined;
}

/** Reads a calendar date `yyyymmdd` as an integer. */
export function parseBusinessDate(text: string): number | undefined {
  if (!BUSINESS_DATE.test(text)) return undefined;
  return DateTime.fromFormat(text, 'yyyyMMdd', { zone: 'utc' }).isValid ? Number(text) : undefined;
}

/**
 * Reads `lastModified`, after which the listed entities changed; undefined without it. Throws a 400
 * when it is no timestamp.
 */
export function lastModifiedParam(call: Pick<Call, 'query'>): EpochMillis | undefined {
  const text = call.query.get('lastModified');
  if (text === null) return undefined;
  const instant = parseTimestamp(text);
  if (instant !== undefined) return instant;
  throw new Refusal(400, `lastModified is not a timestamp with an offset: "${text}"`);
}

const LONGEST_RANGE_MS = 31 * 24 * 60 * 60_000;

/* The forms of timestamps that an API requires, with their descriptions in error messages. */
const FORMS = {
  withFraction: [parseTimestampWithFraction, 'milliseconds and an offset'],
  withOffset: [parseTimestamp, 'an offset'],
} as const;

/**
 * Reads the range of time that two query parameters give, its end excluded. Throws a 400 when one
 * is missing or not a timestamp of that form, when the end is not after the start, and when they
 * are more than a month apart.
 */
export function rangeParam(
  call: Pick<Call, 'query'>,
  [startName, endName]: readonly [string, string],
  form: keyof typeof FORMS,
): Range {
  const [parse, what] = FORMS[form];
  const instant = (name: string): number => {
    const text = call.query.get(name);
    if (text === null) throw new Refusal(400, `BOTH ${startName} and ${endName} are required`);
    const parsed = parse(text);
    if (parsed !== undefined) return parsed;
    throw new Refusal(
      400,
      `${name} is not an ISO 8601 timestamp with ${what}, percent-encoded: "${text}"`,
    );
  };
  const [start, end] = [instant(startName), instant(endName)];
  if (end <= start) throw new Refusal(400, `${endName} must be after ${startName}`);
  if (end - start > LONGEST_RANGE_MS) {
    throw new Refusal(400, `${startName} and ${endName} must not be more than one month apart`);
  }
  return { start, end };
}

/** Reads the query parameter `businessDate` (yyyymmdd); throws a 400 without a valid one. */
export function businessDateParam(call: Pick<Call, 'query'>): number {
  const text = call.query.get('businessDate');
  const date = text === null ? undefined : parseBusinessDate(text);
  if (date !== undefined) return date;
  throw new Refusal(
    400,
    text === null
      ? 'businessDate is required'
      : `businessDate is not a date as yyyymmdd: "${text}"`,
  );
}
