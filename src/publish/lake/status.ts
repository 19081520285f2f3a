import type { LakeSource, StatusRequest } from '../publisher.js';
import { stateTable, type Lake } from './lake.js';
import { toLakeTable } from './shape.js';
import { hasState, loadPublished } from './state.js';
import { definitionOf } from '../source/definition.js';
import { hasSameRows } from '../source/fingerprint.js';

export interface PublishedStatus {
  readonly publishedAt: string | null;
  readonly tables: number;
  readonly rows: number;
  readonly differing: readonly string[] | null;
  readonly sources: readonly LakeSource[];
}

/** Tells what a lake holds of the local database, which tables differ, and who else publishes to it. */
export async function readStatus(
  lake: Lake,
  { source, tables }: StatusRequest['local'],
  sourceId: string,
): Promise<PublishedStatus> {
  if (!(await hasState(lake))) {
    return { publishedAt: null, tables: 0, rows: 0, differing: null, sources: [] };
  }
  const sources = await loadSources(lake, sourceId);
  const published = await loadPublished(lake, sourceId);
  const own = sources.find(({ isLocal }) => isLocal);
  const differing: string[] = [];
  for (const table of own === undefined ? [] : tables.map(toLakeTable)) {
    const before = published.get(table.label);
    const stamp = source.stampOf(table);
    if (stamp !== undefined && before?.stamp === stamp) continue;
    const isSame = hasSameRows(before, await source.fingerprint(table));
    if (!isSame || before?.definition !== definitionOf(table)) differing.push(table.label);
  }
  const known = new Set(tables.map((table) => toLakeTable(table).label));
  differing.push(...[...published.keys()].filter((label) => !known.has(label)));
  return {
    publishedAt: own?.publishedAt ?? null,
    tables: published.size,
    rows: [...published.values()].reduce((sum, { rows }) => sum + rows, 0),
    differing: own === undefined ? null : differing,
    sources,
  };
}

async function loadSources(lake: Lake, sourceId: string): Promise<LakeSource[]> {
  const { connection } = lake;
  const rows = await connection.all<{
    id: string;
    place: string;
    restaurants: number;
    published_at: string;
  }>(
    `select source_id as id, any_value(place) as place, count(restaurant_id) as restaurants,
      max(published_at) as published_at
    from ${stateTable(lake, 'source')} left join ${stateTable(lake, 'restaurant')} using (source_id)
    group by source_id order by place, id`,
  );
  return rows.map(({ published_at, ...row }) => ({
    ...row,
    publishedAt: published_at,
    isLocal: row.id === sourceId,
  }));
}
