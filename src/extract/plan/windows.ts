import type { Window } from '../../resources/resource.js';

/**
 * Padding in milliseconds around instants of Toast's clock: answers carry whole seconds, and a change
 * can be stamped slightly before it becomes visible.
 */
export const clockPaddingMs = 5_000;

/** Computes up to which instant nothing changes any more, for a time on Toast's clock. Both epoch ms. */
export function settledAt(now: number): number {
  return now - clockPaddingMs;
}

/**
 * Finds the parts of `range` that no window of `done` covers, in order. The windows may overlap and be
 * in any order.
 */
export function gaps(range: Window, done: readonly Window[]): Window[] {
  const found: Window[] = [];
  let covered = range.start;
  for (const { start, end } of done.toSorted((a, b) => a.start - b.start)) {
    if (covered >= range.end) break;
    if (start > covered) found.push({ start: covered, end: Math.min(start, range.end) });
    covered = Math.max(covered, end);
  }
  if (covered < range.end) found.push({ start: covered, end: range.end });
  return found;
}

/**
 * Finds how far `done` reaches from `start` without a gap: nothing modified before this instant is
 * missing. Returns `start` if nothing was read.
 */
export function watermark(start: number, done: readonly Window[]): number {
  const [first] = gaps({ start, end: Number.MAX_SAFE_INTEGER }, done);
  return first?.start ?? start;
}

/** Splits a range into windows of at most `length` milliseconds, counted from its start. */
export function split({ start, end }: Window, length: number): Window[] {
  const windows: Window[] = [];
  for (let from = start; from < end; from += length) {
    windows.push({ start: from, end: Math.min(from + length, end) });
  }
  return windows;
}
