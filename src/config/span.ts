import { UsageError } from '../errors.js';
import { parseInstant } from './instant.js';

/**
 * The span that `--from` and `--to` mean: ISO 8601 dates or instants, UTC where they name no
 * offset, as epoch milliseconds; `undefined` when neither is given.
 * @throws UsageError when one is no date, they are in the wrong order, or `from` is after `now`.
 */
export function parseSpan(
  { from, to }: { from?: string | undefined; to?: string | undefined },
  now: number,
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
