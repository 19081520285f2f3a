import type { RestaurantResource, Window } from '../../resources/resource.js';
import { day } from '../../resources/timestamp.js';
import { businessDay, type DaySettings } from './business-day.js';
import { gaps, settledAt, split } from './windows.js';

/** A unit of work, fetched and committed as one: a window of one resource of one restaurant. */
export interface Unit {
  readonly restaurantId: string;
  readonly resource: RestaurantResource;
  readonly window: Window;
  /** Earliest start, in milliseconds after the start of the run. */
  readonly delayMs: number;
  /**
   * Whether it is the last of its stream, which is read after all others: what changed while they were
   * read may have left their windows before their turn came. Its window ends where Toast's data is
   * settled at that moment, and what has changed since is read too.
   */
  readonly openEnded: boolean;
}

/** A window that was read before. */
export interface ReadWindow extends Window {
  /** Toast's time when reading began: what the window holds of later times was not final. */
  readonly asOf?: number;
}

export interface PlanOptions {
  readonly restaurantIds: readonly string[];
  readonly resources: readonly RestaurantResource[];
  /** Looks up the windows of a stream that were read before. */
  readonly done: (restaurantId: string, resource: string) => readonly ReadWindow[];
  /** Start of the history, epoch milliseconds. */
  readonly start: number;
  /** Toast's clock, epoch milliseconds. */
  readonly now: number;
  /** Reads this range again, whatever was read before. */
  readonly range?: Partial<Window> | undefined;
  /** Reads everything again from `start`. */
  readonly fullRefresh: boolean;
  readonly windowMs: number;
  readonly overlapMs: number;
  readonly backfillPauseMs: number;
  /** Returns where a restaurant's business days end. */
  readonly daySettings: (restaurantId: string) => DaySettings;
}

/* A resource read in full has no window: its one row in the ledger is replaced by every run. */
const wholeWindow: Window = { start: 0, end: 0 };

/**
 * Plans what has to be read, oldest windows first: for windowed resources everything that was never
 * read or failed, and the latest part again; for the others everything. The windows of one stream's
 * history start one pause after the other, as Toast asks of clients that read history (guide:
 * apiRateLimiting).
 */
export function plan(options: PlanOptions): Unit[] {
  const units: Unit[] = [];
  for (const resource of options.resources) {
    for (const restaurantId of options.restaurantIds) {
      const done = options.done(restaurantId, resource.name);
      const windows = windowsOf(resource, restaurantId, options, done);
      const settled = settledAt(options.now);
      const reachesNow = resource.syncMode === 'incremental' && windows.at(-1)?.end === settled;
      windows.forEach((window, index) => {
        const delayMs = index * options.backfillPauseMs;
        const openEnded = reachesNow && index === windows.length - 1;
        units.push({ restaurantId, resource, window, delayMs, openEnded });
      });
    }
  }
  return units.sort((a, b) => a.delayMs - b.delayMs);
}

function windowsOf(
  resource: RestaurantResource,
  restaurantId: string,
  options: PlanOptions,
  done: readonly ReadWindow[],
): Window[] {
  const { start, range, now, fullRefresh, windowMs } = options;
  switch (resource.syncMode) {
    case 'full':
    case 'versioned':
      return [wholeWindow];
    case 'incremental':
      return incrementalWindows(options, done);
    case 'lookback': {
      const { backMs, aheadMs } = resource.lookback;
      const end = now + aheadMs;
      const length = Math.max(day, windowMs - 2 * resource.paddingMs);
      const lookbackStart = now - backMs;
      return lookbackWindows(
        { start, range, fullRefresh, end, lookbackStart, length },
        final(done, (asOf) => asOf),
      );
    }
    case 'business-date': {
      const toDay = (instant: number) => businessDay(instant, options.daySettings(restaurantId));
      const end = toDay(now) + day;
      return lookbackWindows(
        {
          start: toDay(start),
          range: range && {
            ...(range.start === undefined ? {} : { start: toDay(range.start) }),
            /* The end is exclusive: the last date is that of the instant before it. */
            ...(range.end === undefined ? {} : { end: toDay(range.end - 1) + day }),
          },
          fullRefresh,
          end,
          lookbackStart: end - resource.lookbackDays * day,
          length: Math.max(1, Math.floor(windowMs / day)) * day,
        },
        final(done, toDay),
      );
    }
  }
}

/* The parts of windows that were final when they were read: shifts of the future were not, nor was the cash
   of a day that had not ended. After an interval longer than what every run reads again, they are missing. */
function final(done: readonly ReadWindow[], reached: (asOf: number) => number): Window[] {
  return done
    .map(({ start, end, asOf }) => {
      return { start, end: asOf === undefined ? end : Math.min(end, reached(asOf)) };
    })
    .filter(({ start, end }) => start < end);
}

/* For resources whose changes cannot be asked for: history once, and from `lookbackStart` on in every
   run. */
function lookbackWindows(
  options: Pick<PlanOptions, 'start' | 'range' | 'fullRefresh'> & {
    end: number;
    lookbackStart: number;
    length: number;
  },
  done: readonly Window[],
): Window[] {
  const { start, range, fullRefresh, length } = options;
  const whole = {
    start: range?.start ?? start,
    end: Math.min(range?.end ?? options.end, options.end),
  };
  if (fullRefresh || range?.start !== undefined) return split(whole, length);
  const lookback = { start: Math.max(whole.start, options.lookbackStart), end: whole.end };
  const missing = gaps({ start: whole.start, end: lookback.start }, done);
  return [...missing, lookback].flatMap((window) => split(window, length));
}

/* For resources that can be read by modification time: every missing part with `overlapMs` before it,
   or only the overlap before the watermark if nothing is missing. No window ends later than where
   Toast's data is settled: nothing enters one while it is read, so none has to wait. */
function incrementalWindows(options: PlanOptions, done: readonly Window[]): Window[] {
  const { start, range, fullRefresh, windowMs } = options;
  const settled = settledAt(options.now);
  const overlap = (instant: number) => Math.max(start, instant - options.overlapMs);
  const whole = { start: range?.start ?? start, end: Math.min(range?.end ?? settled, settled) };
  const rereads = fullRefresh || range?.start !== undefined;
  const missing = gaps(whole, rereads ? [] : done);
  if (missing.length === 0 && whole.start < whole.end) {
    missing.push({ start: whole.end, end: whole.end });
  }
  const windows = missing.flatMap((gap) => {
    const from = rereads ? gap.start : overlap(gap.start);
    if (gap.end - from <= windowMs) return [{ start: from, end: gap.end }];
    return [...split({ start: from, end: gap.start }, windowMs), ...split(gap, windowMs)];
  });
  /* An open-ended window ends when it is read, so a window can serve as one only if no other is read
     before it. */
  if (windows.length > 1 && whole.end === settled) {
    windows.push({ start: overlap(settled), end: settled });
  }
  return windows;
}
