import type { Connection } from '../engine/connection.js';

/** Loads the number of the checkpoint with which `toast` closed the file last; undefined if it did not. */
export async function loadLastCheckpoint(connection: Connection): Promise<number | undefined> {
  const rows = await connection.all<{ number: number }>(
    'select number::double as number from toast_meta.last_checkpoint',
  );
  return rows[0]?.number;
}

/** Saves the number of the checkpoint that closing the file is about to make. */
export async function saveLastCheckpoint(connection: Connection, number: number): Promise<void> {
  await connection.transaction(() =>
    connection.run(
      `delete from toast_meta.last_checkpoint;
      insert into toast_meta.last_checkpoint (number) values (${number})`,
    ),
  );
}
