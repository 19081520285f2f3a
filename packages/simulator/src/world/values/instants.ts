/** The instant of something that never happens. */
export const NEVER = Number.POSITIVE_INFINITY;

/** Returns the latest instant at or before `now`; -Infinity when there is none. */
export function latest(now: number, instants: readonly number[]): number {
  let last = Number.NEGATIVE_INFINITY;
  for (const instant of instants) if (instant <= now && instant > last) last = instant;
  return last;
}

const PADDED = Array.from({ length: 1000 }, (_, value) => String(value).padStart(3, '0'));
const two = (value: number): string => (PADDED[value] as string).slice(1);

let lastDay = Number.NaN;
let lastDate = '';

/**
 * Formats epoch milliseconds like Toast: UTC, `2026-03-02T19:17:02.552+0000`. An order has about
 * sixty of them, most on one day, so the date's text is cached from one call to the next.
 */
export function timestamp(instant: number): string {
  const day = Math.floor(instant / 86_400_000);
  if (day !== lastDay) {
    lastDay = day;
    lastDate = new Date(instant).toISOString().slice(0, 11);
  }
  const ms = instant - day * 86_400_000;
  const seconds = Math.floor(ms / 1000);
  const minutes = Math.floor(seconds / 60);
  const time = `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}:${two(seconds % 60)}`;
  return `${lastDate}${time}.${PADDED[ms % 1000] as string}+0000`;
}

/** Formats an instant like `timestamp`, or returns null while it is after `now`. */
export function timestampBy(instant: number, now: number): string | null {
  return instant <= now ? timestamp(instant) : null;
}

/** The date that Toast sends for a deletion that has not happened (definition `Order`). */
export const EPOCH = timestamp(0);
