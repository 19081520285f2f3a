import type { RestaurantResource, Window } from '../resources/resource.js';
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
}

/* What is read in full has no window: one row of the ledger, written anew by every run. */
const wholeWindow: Window = { start: 0, end: 0 };

/**
 * What has to be read, oldest windows first: of windowed resources all that was never read or
 * failed, and the last `overlapMs` before the watermark again; of the others everything. The
 * windows of one restaurant's history begin one pause after the other, as Toast asks of history
 * pulls (guide: apiRateLimiting).
 */
export function plan(options: PlanOptions): Unit[] {
  const units: Unit[] = [];
  for (const resource of options.resources) {
    for (const restaurantId of options.restaurantIds) {
      const windows =
        resource.window === 'snapshot'
          ? [wholeWindow]
          : modifiedWindows(options, options.done(restaurantId, resource.name));
      windows.forEach((window, index) => {
        const delayMs = index * options.backfillPauseMs;
        units.push({ restaurantId, resource, window, delayMs });
      });
    }
  }
  return units.sort((a, b) => a.delayMs - b.delayMs);
}

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
