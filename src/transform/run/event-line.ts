import { printable } from '../../printable.js';

/** Width of a line without its outcome, as in dbt. */
const width = 80;

/** Fills a line with dots up to its outcome: `1 of 19 START table model toast.a ....... [RUN]`. */
export function dotted(text: string, outcome: string): string {
  return `${`${printable(text)} `.padEnd(width, '.').trimEnd()} [${outcome}]`;
}

/** Formats the last line of a run: `Done. OK=2 ERROR=1 TOTAL=3`. `labels` gives the order, too. */
export function doneLine<S extends string>(
  results: readonly { readonly status: S }[],
  labels: Readonly<Record<S, string>>,
): string {
  const counts = Object.entries<string>(labels).map(([status, label]) => {
    return `${label}=${results.filter((result) => result.status === status).length}`;
  });
  return `Done. ${counts.join(' ')} TOTAL=${results.length}`;
}
