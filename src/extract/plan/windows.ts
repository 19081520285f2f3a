import type { Window } from '../../resources/resource.js';

/**
 * The parts of `span` that no window of `done` covers, in order. Windows may overlap and come in
 * any order.
 */
export function gaps(span: Window, done: readonly Window[]): Window[] {
  const found: Window[] = [];
  let covered = span.start;
  for (const { start, end } of done.toSorted((a, b) => a.start - b.start)) {
    if (covered >= span.end) break;
    if (start > covered) found.push({ start: covered, end: Math.min(start, span.end) });
    covered = Math.max(covered, end);
  }
  if (covered < span.end) found.push({ start: covered, end: span.end });
  return found;
}

/**
 * How far `done` reaches from `start` without a hole: nothing modified before this instant is
 * missing. `start` itself when nothing was read.
 */
export function watermark(start: number, done: readonly Window[]): number {
  const [first] = gaps({ start, end: Number.MAX_SAFE_INTEGER }, done);
  return first?.start ?? start;
}

/** Cuts a span into windows of at most `length` milliseconds, counted from its start. */
export function split({ start, end }: Window, length: number): Window[] {
  const windows: Window[] = [];
  for (let from = start; from < end; from += length) {
    windows.push({ start: from, end: Math.min(from + length, end) });
  }
  return windows;
}
