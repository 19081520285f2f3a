import { DateTime } from 'luxon';
import { ConfigurationError, UsageError } from '../errors.js';

/**
 * Parses an ISO 8601 date or date and time into epoch milliseconds, as UTC if it has no offset.
 * Returns `undefined` for anything else, including a time without a date.
 */
export function parseInstant(text: string): number | undefined {
  const parsed = DateTime.fromISO(text, { zone: 'utc' });
  return parsed.isValid && /^\d{4}/.test(text) ? parsed.toMillis() : undefined;
}

/**
 * Checks that `initialSyncStart` is before `now`; both in epoch milliseconds.
 * @throws ConfigurationError if it is not.
 */
export function requirePastStart(initialSyncStart: number, now: number): void {
  if (initialSyncStart < now) return;
  const when = new Date(initialSyncStart).toISOString();
  throw new ConfigurationError(
    `initialSyncStart (TOAST_INITIAL_SYNC_START) is ${when}, which is in the future.`,
    { suggestion: 'Set it to the date from which to copy data.' },
  );
}

/**
 * Parses `--from` and `--to`, ISO 8601 dates or times in UTC unless they have an offset, into epoch
 * milliseconds. Returns `undefined` if neither is given. Without `from`, reading starts at
 * `initialSyncStart`.
 * @throws UsageError if one is not a date, if they are in the wrong order, if `from` is in the
 *   future, or if `to` alone is not after `initialSyncStart`.
 */
export function parseTimeRange(
  { from, to }: { from?: string | undefined; to?: string | undefined },
  { now, initialSyncStart }: { now: number; initialSyncStart: number },
): { start?: number; end?: number } | undefined {
  if (from === undefined && to === undefined) return undefined;
  const start = from === undefined ? undefined : requireInstant('--from', from);
  const end = to === undefined ? undefined : requireInstant('--to', to);
  if (start !== undefined && start >= now) {
    throw new UsageError(`--from ${from} is in the future.`, {
      suggestion: 'Use an earlier date.',
    });
  }
  if (start !== undefined && end !== undefined && start >= end) {
    throw new UsageError(`--from ${from} is not before --to ${to}.`, {
      suggestion: 'Give the earlier date with --from and the later one with --to.',
    });
  }
  if (start === undefined && end !== undefined && end <= initialSyncStart) {
    throw new UsageError(`--to ${to} is not after initialSyncStart, where reading starts.`, {
      suggestion: 'Use a later date, or add --from with an earlier one.',
    });
  }
  return {
    ...(start === undefined ? {} : { start }),
    ...(end === undefined ? {} : { end }),
  };
}

function requireInstant(flag: string, text: string): number {
  const parsed = parseInstant(text);
  if (parsed !== undefined) return parsed;
  throw new UsageError(`${flag} ${text} is not an ISO 8601 date.`, {
    suggestion: 'Use a format like 2026-01-31 or 2026-01-31T06:00:00Z.',
  });
}
