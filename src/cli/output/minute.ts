/** Formats an ISO 8601 instant in UTC to the minute: `2026-11-27 18:05`. */
export function formatMinute(instant: string): string {
  return instant.slice(0, 16).replace('T', ' ');
}
