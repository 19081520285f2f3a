import { literal, literals } from '../../warehouse/engine/sql.js';
import { hasSameRows, type Fingerprint } from '../source/fingerprint.js';
import { stateTable, type Lake } from './lake.js';
import { localDays, type LocalState } from './local-state.js';
import type { LakeTable } from './shape.js';
import type { PublishedState } from './state.js';

/** Has the business days on which a table is not as it was published: `label`, `restaurant_id`, `business_date`. */
export const changedDays = 'temp.main.publish_changed_day';

/** Says how a table in the lake becomes like the local one. */
export interface TableChange {
  readonly table: LakeTable;
  readonly local: Fingerprint;
  readonly definition: string;
  readonly stamp: string | undefined;
  /** What was published of it last; undefined if nothing was. */
  readonly published: PublishedState | undefined;
  /** Replaces all rows of the source, or only those of the changed days; `none` if only its definition changed. */
  readonly replace: 'all' | 'days' | 'none';
}

/** Reports that the same database was published meanwhile, so that more has to be read. */
export class StaleReadError extends Error {}

export interface Comparison {
  readonly sourceId: string;
  readonly tables: readonly LakeTable[];
  readonly local: LocalState;
  /** What was published, by `schema.table`. */
  readonly published: ReadonlyMap<string, PublishedState>;
  /** Replaces everything, changed or not. */
  readonly full: boolean;
}

/** Tells if a table has to be read to know whether it is as it was published. */
export function hasToBeRead(
  table: LakeTable,
  { local, published, full }: Pick<Comparison, 'local' | 'published' | 'full'>,
): boolean {
  const stamp = local.stampOf(table);
  return full || stamp === undefined || published.get(table.label)?.stamp !== stamp;
}

/**
 * Compares the local tables with what was published, and returns those that differ. The changed days of those
 * by day are in `changedDays`.
 * @throws StaleReadError if a table has to be read that was not.
 */
export async function findChanges(lake: Lake, comparison: Comparison): Promise<TableChange[]> {
  const { sourceId, tables, local, published, full } = comparison;
  const changes: TableChange[] = [];
  for (const table of tables) {
    if (!hasToBeRead(table, comparison)) continue;
    const before = published.get(table.label);
    const stamp = local.stampOf(table);
    const found = local.fingerprintOf(table);
    if (found === undefined) throw new StaleReadError();
    const definition = local.definitionOf(table);
    const isSame = hasSameRows(before, found);
    if (!full && isSame && before?.definition === definition) continue;
    const replace = full || before === undefined ? 'all' : replaceOf(table, isSame);
    changes.push({ table, local: found, definition, stamp, published: before, replace });
  }
  const byDay = changes.filter(({ replace }) => replace === 'days').map(({ table }) => table.label);
  await findChangedDays(lake, sourceId, byDay);
  return changes;
}

function replaceOf({ shape }: LakeTable, isSame: boolean): TableChange['replace'] {
  if (isSame) return 'none';
  return shape === 'day' ? 'days' : 'all';
}

async function findChangedDays(
  lake: Lake,
  sourceId: string,
  labels: readonly string[],
): Promise<void> {
  const { connection } = lake;
  if (labels.length === 0) {
    await connection.run(
      `create or replace temp table publish_changed_day
        (label varchar, restaurant_id varchar, business_date date)`,
    );
    return;
  }
  const among = `label in (select unnest(${literals(labels)}::varchar[]))`;
  await connection.run(
    `create or replace temp table publish_changed_day as
    select
      coalesce(here.label, there.label) as label,
      if(here.label is null, there.restaurant_id, here.restaurant_id) as restaurant_id,
      if(here.label is null, there.business_date, here.business_date) as business_date
    from (from ${localDays} where ${among}) as here
    full join (
      from ${stateTable(lake, 'published_day')} where source_id = ${literal(sourceId)} and ${among}
    ) as there
      on here.label = there.label
      and here.restaurant_id is not distinct from there.restaurant_id
      and here.business_date is not distinct from there.business_date
    where here.hash is distinct from there.hash or here."rows" is distinct from there."rows"`,
  );
}
