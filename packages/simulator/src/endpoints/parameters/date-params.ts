import type { Call } from '../../http/call.js';
import { Refusal } from '../../http/error-message.js';
import type { Range } from '../../world/contract/labor.js';
import { parseBusinessDate, parseTimestamp, parseTimestampWithFraction } from './timestamp.js';

const LONGEST_RANGE_MS = 31 * 24 * 60 * 60_000;

/* How an API wants its instants, and how a refusal calls that. */
const FORMS = {
  withFraction: [parseTimestampWithFraction, 'milliseconds and an offset'],
  withOffset: [parseTimestamp, 'an offset'],
} as const;

/**
 * The range of time that two parameters of the query name, its end not included. Throws a 400
 * when one of them is missing or no timestamp of that form, when the end is not after the start,
 * and when they are more than a month apart.
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

/** The business date that a parameter names as yyyymmdd; throws a 400 without one. */
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
