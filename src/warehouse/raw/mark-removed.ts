import type { Connection, Row } from '../engine/connection.js';
import { literal, literals } from '../engine/sql.js';

/** Which known entities a listing must name again, or they are gone. */
export interface Complete {
  /**
   * Only those that lie inside this span (epoch milliseconds) by the instants at these JSON paths;
   * all of the restaurant's when left out.
   */
  readonly within?: { startPath: string; endPath: string; start: number; end: number };
}

/** When and by which run rows are written; `clock` in epoch microseconds. */
export interface Stamp {
  readonly clock: number;
  readonly runId: string;
}

interface Listing {
  /** Left out where the listing is of all there are. */
  readonly restaurantId?: string | undefined;
  readonly files: readonly string[];
  readonly complete?: Complete | undefined;
}

/**
 * Marks what is known of `table` (quoted) and not in the temporary table `landing`, as far as each
 * listing is complete; one without files says nothing. Gives how many were marked for each listing.
 */
export async function markRemoved(
  connection: Connection,
  table: string,
  listings: readonly Listing[],
  stamp: Stamp,
): Promise<number[]> {
  const removed = listings.map(() => 0);
  for (const { within, sources } of bySpan(listings)) {
    const ids = sources.map((source) => listings[source]?.restaurantId);
    const rows = await mark(connection, table, within, ids, stamp);
    for (const source of sources) {
      const own = listings[source]?.restaurantId;
      removed[source] = rows.filter((row) => own === undefined || row.restaurant_id === own).length;
    }
  }
  return removed;
}

/* Places of the complete listings, by what they are complete for: one statement serves each. */
function bySpan(listings: readonly Listing[]): { within: Complete['within']; sources: number[] }[] {
  const spans = new Map<string, { within: Complete['within']; sources: number[] }>();
  listings.forEach(({ files, complete }, source) => {
    if (files.length === 0 || complete === undefined) return;
    const { within } = complete;
    const key = JSON.stringify(within ?? null);
    const span = spans.get(key) ?? { within, sources: [] };
    span.sources.push(source);
    spans.set(key, span);
  });
  return [...spans.values()];
}

async function mark(
  connection: Connection,
  table: string,
  within: Complete['within'],
  restaurantIds: readonly (string | undefined)[],
  { clock, runId }: Stamp,
): Promise<Row[]> {
  const instant = (path: string) =>
    `try_cast(json_extract_string(payload, ${literal(path)}) as timestamptz)`;
  const known = restaurantIds.filter((id) => id !== undefined);
  const conditions = [
    'removed_at is null',
    ...(known.length === 0 ? [] : [`list_contains(${literals(known)}, restaurant_id)`]),
    ...(within === undefined
      ? []
      : [
          `${instant(within.startPath)} >= make_timestamptz($start::bigint * 1000)`,
          `${instant(within.endPath)} < make_timestamptz($end::bigint * 1000)`,
        ]),
  ];
  return connection.all(
    `update ${table} as target
    set
      removed_at = make_timestamptz($clock::bigint),
      extracted_at = make_timestamptz($clock::bigint),
      run_id = $run
    where ${conditions.join(' and ')}
      and not exists (
        from landing
        where landing.restaurant_id = target.restaurant_id and landing.id = target.id
      )
    returning restaurant_id`,
    { clock, run: runId, ...(within && { start: within.start, end: within.end }) },
  );
}
