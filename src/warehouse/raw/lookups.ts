import type { Connection } from '../engine/connection.js';
import { identifier } from '../engine/sql.js';

/** Time zone and close-out hour by restaurant, as far as their settings were read. */
export async function knownDaySettings(
  connection: Connection,
): Promise<Map<string, { timeZone: string; closeoutHour: number }>> {
  const rows = await connection.all<{ id: string; zone: string | null; hour: number | null }>(
    `select
      restaurant_id as id,
      payload ->> '$.general.timeZone' as zone,
      try_cast(payload ->> '$.general.closeoutHour' as integer) as hour
    from raw_toast.restaurant_details`,
  );
  return new Map(
    rows.flatMap(({ id, zone, hour }) =>
      zone === null ? [] : [[id, { timeZone: zone, closeoutHour: hour ?? defaultCloseoutHour }]],
    ),
  );
}

/* Guide: apiHowToReporting. */
const defaultCloseoutHour = 4;

/** The value of a field of the one entity that each restaurant has in a raw table, by restaurant. */
export async function knownVersions(
  connection: Connection,
  table: string,
  field: string,
): Promise<Map<string, string>> {
  const rows = await connection.all<{ id: string; version: string | null }>(
    `select restaurant_id as id, payload ->> $path as version
    from raw_toast.${identifier(table)} where removed_at is null`,
    { path: `$.${field}` },
  );
  return new Map(rows.flatMap(({ id, version }) => (version === null ? [] : [[id, version]])));
}
