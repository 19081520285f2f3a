import type { RestaurantResource, Window } from '../resources/resource.js';
import { day } from '../resources/timestamp.js';
import { businessDay, type DaySettings } from './business-day.js';
import { gaps, split, watermark } from './windows.js';

/** What is read and committed as one: a window of one resource of one restaurant. */
export interface Unit {
  readonly restaurantId: string;
  readonly resource: RestaurantResource;
  readonly window: Window;
  /** Milliseconds after the start of the run before which it is not to begin. */
  readonly delayMs: number;
}

export interface PlanOptions {
  readonly restaurantIds: readonly string[];
  readonly resources: readonly RestaurantResource[];
  /** Windows that were read before, by restaurant and resource. */
  readonly done: (restaurantId: string, resource: string) => readonly Window[];
  /** Where history begins, epoch milliseconds. */
  readonly start: number;
  /** Toast's clock, epoch milliseconds. */
  readonly now: number;
  /** Read this span again whatever was read before. */
  readonly span?: Partial<Window> | undefined;
  /** Read everything again from `start`. */
  readonly fullRefresh: boolean;
  readonly windowMs: number;
  readonly overlapMs: number;
  readonly backfillPauseMs: number;
  /** Where a restaurant's business days end. */
  readonly daySettings: (restaurantId: string) => DaySettings;
}

/* What is read in full has no window: one row of the ledger, written anew by every run. */
const wholeWindow: Window = { start: 0, end: 0 };

/**
 * What has to be read, oldest windows first: of windowed resources all that was never read or
 * failed, and the latest part again; of the others everything. The windows of one restaurant's
 * history begin one pause after the other, as Toast asks of history pulls (guide: apiRateLimiting).
 */
export function plan(options: PlanOptions): Unit[] {
  const units: Unit[] = [];
  for (const resource of options.resources) {
    for (const restaurantId of options.restaurantIds) {
      const done = options.done(restaurantId, resource.name);
      windowsOf(resource, restaurantId, options, done).forEach((window, index) => {
        const delayMs = index * options.backfillPauseMs;
        units.push({ restaurantId, resource, window, delayMs });
      });
    }
  }
  return units.sort((a, b) => a.delayMs - b.delayMs);
}

function windowsOf(
  resource: RestaurantResource,
  restaurantId: string,
  options: PlanOptions,
  done: readonly Window[],
): Window[] {
  switch (resource.window) {
    case 'snapshot':
    case 'version':
      return [wholeWindow];
    case 'modified':
      return modifiedWindows(options, done);
    case 'dated': {
      const { backMs, aheadMs } = resource.again;
      const end = options.now + aheadMs;
      const length = Math.max(day, options.windowMs - 2 * resource.marginMs);
      return againWindows({ ...options, end, againFrom: options.now - backMs, length }, done);
    }
    case 'business date': {
      const toDay = (instant: number) => businessDay(instant, options.daySettings(restaurantId));
      const span = options.span && {
        ...(options.span.start === undefined ? {} : { start: toDay(options.span.start) }),
        /* The end is exclusive: the last date is that of the instant before it. */
        ...(options.span.end === undefined ? {} : { end: toDay(options.span.end - 1) + day }),
      };
      const end = toDay(options.now) + day;
      const againFrom = end - resource.daysAgain * day;
      const length = Math.max(1, Math.floor(options.windowMs / day)) * day;
      const start = toDay(options.start);
      return againWindows({ ...options, start, span, end, againFrom, length }, done);
    }
  }
}

/* Where changes do not show by themselves: history once, and from `againFrom` on every time. */
function againWindows(
  options: Pick<PlanOptions, 'start' | 'span' | 'fullRefresh'> & {
    end: number;
    againFrom: number;
    length: number;
  },
  done: readonly Window[],
): Window[] {
  const { start, span, fullRefresh, length } = options;
  const whole = {
    start: span?.start ?? start,
    end: Math.min(span?.end ?? options.end, options.end),
  };
  if (fullRefresh || span?.start !== undefined) return split(whole, length);
  const again = { start: Math.max(whole.start, options.againFrom), end: whole.end };
  const missing = gaps({ start: whole.start, end: again.start }, done);
  return [...missing, again].flatMap((window) => split(window, length));
}

/* What was modified says so: the last `overlapMs` before the watermark are read again. */
function modifiedWindows(options: PlanOptions, done: readonly Window[]): Window[] {
  const { start, now, span, fullRefresh, windowMs, overlapMs } = options;
  const whole = { start: span?.start ?? start, end: Math.min(span?.end ?? now, now) };
  if (fullRefresh || span?.start !== undefined) return split(whole, windowMs);
  const reached = Math.min(watermark(start, done), whole.end);
  const again = { start: Math.max(start, reached - overlapMs), end: reached };
  const [first, ...rest] = gaps(whole, done);
  const missing = rest.flatMap((gap) => split(gap, windowMs));
  if (first === undefined) return split(again, windowMs);
  /* Where it fits, one window serves the overlap and what is new. */
  if (first.start === again.end && first.end - again.start <= windowMs) {
    return [{ start: again.start, end: first.end }, ...missing];
  }
  return [...split(again, windowMs), ...split(first, windowMs), ...missing];
}
