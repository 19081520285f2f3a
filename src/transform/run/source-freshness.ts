import type { Connection } from '../../warehouse/engine/connection.js';
import { literal } from '../../warehouse/engine/sql.js';
import type { Project } from '../project/model.js';
import type { RelationType } from '../project/relation.js';

/* The column that grows with every change, by schema. */
const clocks: Readonly<Record<string, string>> = {
  raw_toast: 'extracted_at',
  raw_toast_history: 'valid_to',
};

/**
 * Loads a text per source, by `source.table`, that differs when the source's data does. For tables in
 * `raw_toast` that is the row count with the latest `extracted_at`, which grows with every change; for
 * those in `raw_toast_history`, with the latest `valid_to`.
 * Tables in `toast_meta` count as never changing, since no model's rows come from them. Other sources,
 * of which nothing is known, are left out.
 */
export async function loadSourceFreshness(
  connection: Connection,
  { sources }: Pick<Project, 'sources'>,
  relations: ReadonlyMap<string, RelationType>,
): Promise<Map<string, string>> {
  const all = [...sources];
  const own = all.filter(([, { schema }]) => schema === 'toast_meta');
  const raw = all.filter(([, { schema, label }]) => schema in clocks && relations.has(label));
  const queries = raw.map(
    ([name, relation]) =>
      `select
        ${literal(name)} as name,
        concat_ws(' ', count(*), epoch_us(max(${clocks[relation.schema]}))) as freshness
      from ${relation}`,
  );
  const rows =
    queries.length === 0
      ? []
      : await connection.all<{ name: string; freshness: string }>(queries.join('\nunion all '));
  return new Map([
    ...own.map(([name]): [string, string] => [name, '']),
    ...rows.map(({ name, freshness }): [string, string] => [name, freshness]),
  ]);
}
