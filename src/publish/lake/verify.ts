import { literal } from '../../warehouse/engine/sql.js';
import { assertNoDifference } from '../difference.js';
import { hasSameRows, tableFingerprint, type Fingerprint } from '../source/fingerprint.js';
import { inLake, type Lake } from './lake.js';
import type { LocalState } from './local-state.js';
import { loadOwned, type SourceIdentity } from './ownership.js';
import { copyOf } from './tables/shared-table.js';
import type { LakeTable } from './shape.js';
import { rowsOf } from './tables/write-rows.js';

export interface Verification {
  readonly lake: Lake;
  readonly identity: SourceIdentity;
  readonly tables: readonly LakeTable[];
  readonly local: LocalState;
}

/**
 * Compares every table, all of which were read, in the lake with the local one,
 * by the count and hash of its rows.
 * @throws DatabaseError that names the tables that differ.
 */
export async function verifyTables({ lake, identity, tables, local }: Verification): Promise<void> {
  const ownRows = rowsOf(await loadOwned(lake, identity.id));
  const differing: string[] = [];
  for (const table of tables) {
    const here = local.fingerprintOf(table);
    const there = await fingerprintInLake(lake, table, identity.id, ownRows);
    if (!hasSameRows(here, there)) differing.push(table.label);
  }
  assertNoDifference(lake.label, differing);
}

async function fingerprintInLake(
  lake: Lake,
  table: LakeTable,
  sourceId: string,
  ownRows: string,
): Promise<Fingerprint> {
  const { connection } = lake;
  const from =
    table.shape === 'shared'
      ? `(from ${inLake(lake, copyOf(table))} where source_id = ${literal(sourceId)})`
      : `(from ${inLake(lake, table)} where ${ownRows})`;
  const [row] = await connection.all<{ rows: number; hash: string }>(tableFingerprint(table, from));
  return { rows: row?.rows ?? 0, hash: row?.hash ?? '0' };
}
