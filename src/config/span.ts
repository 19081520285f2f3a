import { ConfigurationError, UsageError } from '../errors.js';
import { parseInstant } from './instant.js';

/** @throws ConfigurationError when history would begin after `now`; epoch milliseconds. */
export function requirePastStart(initialSyncStart: number, now: number): void {
  if (initialSyncStart < now) return;
  const when = new Date(initialSyncStart).toISOString();
  throw new ConfigurationError(
    `initialSyncStart (TOAST_INITIAL_SYNC_START) is ${when}, which is in the future.`,
    { suggestion: 'Name the instant from which to copy data.' },
  );
}

/**
 * The span that `--from` and `--to` mean: ISO 8601 dates or instants, UTC where they name no
 * offset, as epoch milliseconds; `undefined` when neither is given. Without `from` it begins at
 * `initialSyncStart`.
 * @throws UsageError when one is no date, they are in the wrong order, or what is to be read
 *   is in the future or before `initialSyncStart`.
 */
export function parseSpan(
  { from, to }: { from?: string | undefined; to?: string | undefined },
  { now, initialSyncStart }: { now: number; initialSyncStart: number },
): { start?: number; end?: number } | undefined {
  if (from === undefined && to === undefined) return undefined;
  const start = from === undefined ? undefined : instant('--from', from);
  const end = to === undefined ? undefined : instant('--to', to);
  if (start !== undefined && start >= now) {
    throw new UsageError(`--from ${from} is in the future.`, {
      suggestion: 'Name an earlier date.',
    });
  }
  if (start !== undefined && end !== undefined && start >= end) {
    throw new UsageError(`--from ${from} is not before --to ${to}.`, {
      suggestion: 'Name the earlier date first.',
    });
  }
  if (start === undefined && end !== undefined && end <= initialSyncStart) {
    throw new UsageError(`--to ${to} is not after initialSyncStart, where reading begins.`, {
      suggestion: 'Name where to begin with --from, or a later date.',
    });
  }
  return {
    ...(start === undefined ? {} : { start }),
    ...(end === undefined ? {} : { end }),
  };
}

function instant(flag: string, text: string): number {
  const parsed = parseInstant(text);
  if (parsed !== undefined) return parsed;
  throw new UsageError(`${flag} ${text} is not an ISO 8601 date.`, {
    suggestion: 'Write it like 2026-01-31 or 2026-01-31T06:00:00Z.',
  });
}
