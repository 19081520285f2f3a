import { parseDuration } from '../config/values.js';
import { UsageError } from '../errors.js';

/**
 * Returns the text if it is a duration, such as 10m.
 * @throws UsageError if it is not.
 */
export function requireDuration(text: string): string {
  if (parseDuration(text) !== undefined) return text;
  throw new UsageError(`--wait ${text} is not a duration.`, {
    suggestion: 'Use a format like 30s, 10m or 1h.',
  });
}

const shortestIntervalMs = 60_000;

/**
 * Returns the text if it is an interval of a minute or more.
 * @throws UsageError if it is not.
 */
export function requireInterval(text: string): string {
  const interval = parseDuration(text);
  if (interval !== undefined && interval >= shortestIntervalMs) return text;
  throw new UsageError(`--every ${text} is not an interval.`, {
    suggestion: 'Use one of a minute or more, such as 15m, 1h or 24h.',
  });
}
