import type { Connection } from '../../warehouse/engine/connection.js';
import { literal } from '../../warehouse/engine/sql.js';
import type { RelationType } from './materialize/build.js';
import type { Project } from '../project/model.js';

/**
 * How far the sources have come, by `source.table`: those in `raw_toast`, whose `extracted_at` grows
 * with every change of a table. What runs themselves keep (`toast_meta`) counts as never changing,
 * since no table is made of it. Nothing is known of other sources.
 */
export async function landedSources(
  connection: Connection,
  { sources }: Pick<Project, 'sources'>,
  existing: ReadonlyMap<string, RelationType>,
): Promise<Map<string, string>> {
  const all = [...sources];
  const raw = all.filter(([, { schema, label }]) => schema === 'raw_toast' && existing.has(label));
  const counts = raw.map(
    ([name, relation]) =>
      `select ${literal(name)} as name, concat_ws(' ', count(*), epoch_us(max(extracted_at))) as landed
      from ${relation}`,
  );
  const rows =
    counts.length === 0
      ? []
      : await connection.all<{ name: string; landed: string }>(counts.join('\nunion all '));
  const own = all.filter(([, { schema }]) => schema === 'toast_meta');
  return new Map([
    ...own.map(([name]): [string, string] => [name, '']),
    ...rows.map(({ name, landed }): [string, string] => [name, landed]),
  ]);
}
