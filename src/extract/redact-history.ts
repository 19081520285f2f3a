import { catalogue } from '../resources/catalogue.js';
import type { GuestRules } from '../resources/guest-rules.js';
import type { Connection, Row } from '../warehouse/engine/connection.js';
import { historyTable } from '../warehouse/raw/history.js';
import type { GuestRedaction } from './fetch/privacy/guest-redaction.js';

/**
 * Redacts the superseded versions of resources with guest data. They were loaded under the privacy
 * setting of their day; a full refresh applies the present one to them as it does to raw tables.
 */
export async function redactHistory(
  connection: Connection,
  redact: GuestRedaction | undefined,
): Promise<void> {
  if (redact === undefined) return;
  for (const resource of catalogue) {
    if (resource.syncMode === 'account' || resource.guests === undefined) continue;
    await redactTable(connection, historyTable(resource.name), redact, resource.guests);
  }
}

const batchSize = 500;

async function redactTable(
  connection: Connection,
  table: string,
  redact: GuestRedaction,
  rules: GuestRules,
): Promise<void> {
  for (let after = -1, count = batchSize; count === batchSize;) {
    const rows = await connection.all<Row & { row: number; payload: string }>(
      `select rowid as row, payload::varchar as payload from ${table}
      where rowid > $after order by rowid limit ${batchSize}`,
      { after },
    );
    await connection.transaction(async () => {
      for (const { row, payload } of rows) {
        const redacted = redact(Buffer.from(payload), rules).toString();
        if (redacted === payload) continue;
        await connection.run(`update ${table} set payload = $redacted where rowid = $row`, {
          redacted,
          row,
        });
      }
    });
    count = rows.length;
    after = Number(rows.at(-1)?.row ?? after);
  }
}
