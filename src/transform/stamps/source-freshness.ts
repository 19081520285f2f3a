import type { Connection } from '../../warehouse/engine/connection.js';
import { literal } from '../../warehouse/engine/sql.js';
import type { Project } from '../project/model.js';
import type { RelationType } from '../project/relation.js';

/* The column that grows with every change, by schema and by table. */
const clocks: Readonly<Record<string, string>> = {
  raw_toast: 'extracted_at',
  raw_toast_history: 'valid_to',
  'toast_meta.state': 'finished_at',
};

/**
 * Loads a text per source, by `source.table`, that differs when the source's data does. For tables in
 * `raw_toast` that is the row count with the latest `extracted_at`, which grows with every change; for
 * those in `raw_toast_history`, with the latest `valid_to`; for the ledger, with the latest `finished_at`.
 * Other tables in `toast_meta` count as never changing, since no model's rows come from them. Other sources,
 * of which nothing is known, are left out.
 */
export async function loadSourceFreshness(
  connection: Connection,
  { sources }: Pick<Project, 'sources'>,
  relations: ReadonlyMap<string, RelationType>,
): Promise<Map<string, string>> {
  const known = [...sources].filter(([, { label }]) => relations.has(label));
  const queries = known.flatMap(([name, relation]) => {
    const clock = clocks[relation.label] ?? clocks[relation.schema];
    if (clock === undefined) return [];
    return `select
        ${literal(name)} as name,
        concat_ws(' ', count(*), epoch_us(max(${clock}))) as freshness
      from ${relation}`;
  });
  const rows =
    queries.length === 0
      ? []
      : await connection.all<{ name: string; freshness: string }>(queries.join('\nunion all '));
  const own = [...sources].filter(([, { schema }]) => schema === 'toast_meta');
  return new Map([
    ...own.map(([name]): [string, string] => [name, '']),
    ...rows.map(({ name, freshness }): [string, string] => [name, freshness]),
  ]);
}
