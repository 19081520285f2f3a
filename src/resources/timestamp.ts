/** A day of 24 hours in milliseconds. */
export const day = 24 * 60 * 60_000;

/** Formats epoch milliseconds as Toast writes instants: `2026-03-02T19:17:02.552+0000` (guide: api-dates-and-timestamps). */
export function toastTimestamp(epochMs: number): string {
  return new Date(epochMs).toISOString().replace('Z', '+0000');
}
