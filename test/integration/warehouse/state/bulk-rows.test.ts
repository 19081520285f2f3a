import { describe, expect, it } from 'vitest';
import { bulkRows } from '../../../../src/warehouse/state/bulk-rows.js';
import { openSession } from '../support/session.js';

interface Entry {
  readonly id: string;
  readonly startedAt: number;
  readonly note?: string | undefined;
  readonly tags: readonly string[];
}

const types = { id: 'VARCHAR', startedAt: 'BIGINT', note: 'VARCHAR', tags: 'VARCHAR[]' };

describe('bulk rows', () => {
  it('give one row per object and one column of the given type per property', async () => {
    const connection = await openSession();
    const entries: Entry[] = [
      { id: "it's", startedAt: 1_700_000_000_123, note: 'a "b"', tags: ['x', 'y'] },
      { id: 'b', startedAt: 0, tags: [] },
    ];
    const { sql, parameters } = bulkRows(entries, types);
    expect(
      await connection.all(`select *, typeof("startedAt") as type from ${sql}`, parameters),
    ).toEqual([
      { ...entries[0], type: 'BIGINT' },
      { id: 'b', startedAt: 0, note: null, tags: [], type: 'BIGINT' },
    ]);
  });

  it('give no row for an empty list', async () => {
    const connection = await openSession();
    const { sql, parameters } = bulkRows<Entry>([], types);
    expect(await connection.all(`select id from ${sql}`, parameters)).toEqual([]);
  });
});
