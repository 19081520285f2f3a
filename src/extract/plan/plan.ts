import type { RestaurantResource, Window } from '../../resources/resource.js';
import { day } from '../../resources/timestamp.js';
import { businessDay, type DaySettings } from './business-day.js';
import { gaps, split } from './windows.js';

/** What is read and committed as one: a window of one resource of one restaurant. */
export interface Unit {
  readonly restaurantId: string;
  readonly resource: RestaurantResource;
  readonly window: Window;
  /** Milliseconds after the start of the run before which it is not to begin. */
  readonly delayMs: number;
  /**
   * It is to be read after all others of its restaurant and resource, up to Toast's clock at that
   * moment: what changed while those were read may have left them before its turn came.
   */
  readonly toNow: boolean;
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
      const windows = windowsOf(resource, restaurantId, options, done);
      const open = resource.window === 'modified' && windows.at(-1)?.end === options.now;
      windows.forEach((window, index) => {
        const delayMs = index * options.backfillPauseMs;
        const toNow = open && index === windows.length - 1;
        units.push({ restaurantId, resource, window, delayMs, toNow });
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

/* What was modified says so: before each part that is missing, and before the watermark when none
   is, `overlapMs` are read again. */
function modifiedWindows(options: PlanOptions, done: readonly Window[]): Window[] {
  const { start, now, span, fullRefresh, windowMs } = options;
  const overlap = (instant: number) => Math.max(start, instant - options.overlapMs);
  const whole = { start: span?.start ?? start, end: Math.min(span?.end ?? now, now) };
  const again = fullRefresh || span?.start !== undefined;
  const missing = gaps(whole, again ? [] : done);
  if (missing.length === 0 && whole.start < whole.end) {
    missing.push({ start: whole.end, end: whole.end });
  }
  const windows = missing.flatMap((gap) => {
    const from = again ? gap.start : overlap(gap.start);
    if (gap.end - from <= windowMs) return [{ start: from, end: gap.end }];
    return [...split({ start: from, end: gap.start }, windowMs), ...split(gap, windowMs)];
  });
  /* It ends when it is read, so it serves as the last one only when no other was read before it. */
  if (windows.length > 1 && whole.end === now) windows.push({ start: overlap(now), end: now });
  return windows;
}
