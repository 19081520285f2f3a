import type { LandingPages, RawShape } from './upsert-pages.js';
import { literal, literals } from '../engine/sql.js';

/**
 * SQL of the entities in spooled pages, as a query in brackets with the columns source (the place of
 * the restaurant in the list), restaurant_id, id, payload and modified_at. `maximumObjectSize` is in
 * bytes. The engine finds what is not a JSON list.
 */
export function pagesSql(
  { idPath, modifiedPath }: RawShape,
  restaurants: readonly LandingPages[],
  maximumObjectSize: number,
): string {
  const files = restaurants.flatMap((pages, source) =>
    pages.files.map((file) => ({ file, source, restaurantId: pages.restaurantId ?? '' })),
  );
  const paths = literals(files.map(({ file }) => file));
  /* One parse for both: `fields[1]` and `fields[2]`. */
  const fields = [idPath ?? '$', modifiedPath ?? '$'].map(literal).join(', ');
  const ofFile = (values: string) => `${values}[list_position(${paths}, filename)]`;
  return `(
    select
      ${ofFile(`[${files.map(({ source }) => source).join(', ')}]`)} as source,
      coalesce(
        nullif(${ofFile(literals(files.map(({ restaurantId }) => restaurantId)))}, ''), fields[1]
      ) as restaurant_id,
      ${idPath === undefined ? 'restaurant_id' : 'fields[1]'} as id,
      payload,
      try_cast(${modifiedPath === undefined ? 'null' : 'fields[2]'} as timestamptz) as modified_at
    from (
      select filename, json as payload, json_extract_string(json, [${fields}]) as fields
      from read_json_objects(
        ${paths},
        format = 'array',
        filename = true,
        maximum_object_size = ${Math.max(maximumObjectSize, smallestObjectBuffer)}
      )
    )
  )`;
}

/* Buffers are of twice this size, so small pages get by with little. */
const smallestObjectBuffer = 2 * 1024 * 1024;
