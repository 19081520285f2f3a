import { expect, it } from 'vitest';
import { replaceRows } from '../../../../src/warehouse/state/replace-rows.js';
import { openSession } from '../support/session.js';

it('replaceRows replaces the rows of the same key, and of several with one key keeps the last', async () => {
  const connection = await openSession();
  await connection.run(
    'create table note (id varchar, "at" timestamptz, text varchar, size integer)',
  );
  await connection.run('alter table note add primary key (id, "at")');
  const noon = new Date('2026-03-01T12:00:00.123Z');
  const save = (...rows: { id: string; at: Date; text: string | undefined; size: number }[]) =>
    connection.transaction(() => replaceRows(connection, 'note', ['id', 'at'], rows));
  await save();
  await save(
    { id: 'a', at: noon, text: 'first', size: 1 },
    { id: "it's", at: noon, text: undefined, size: 1 },
    { id: 'a', at: new Date(0), text: 'at the epoch', size: 1 },
  );
  await save(
    { id: 'a', at: noon, text: 'second', size: -2 },
    { id: 'a', at: noon, text: 'third', size: 3 },
  );
  expect(await connection.all('select * from note order by id, "at"')).toEqual([
    { id: 'a', at: '1970-01-01T00:00:00.000Z', text: 'at the epoch', size: 1 },
    { id: 'a', at: noon.toISOString(), text: 'third', size: 3 },
    { id: "it's", at: noon.toISOString(), text: null, size: 1 },
  ]);
});
