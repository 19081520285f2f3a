import { literal, literals } from '../engine/sql.js';
import { listedEntitySql } from './listed-entity.js';
import type { EntityShape, RestaurantPages } from './restaurant-pages.js';

/**
 * Returns a subquery of the entities in spooled pages, with the columns source (the index of the
 * restaurant in `restaurants`), restaurant_id, id, payload, modified_at and, if the entities have one,
 * business_date. `maximumObjectSize` is in bytes. Running it fails if a page is not a JSON list.
 */
export function pagesSql(
  { idPath, modifiedPath, hasBusinessDate }: EntityShape,
  restaurants: readonly RestaurantPages[],
  maximumObjectSize: number,
): string {
  const files = restaurants.flatMap((pages, source) =>
    pages.files.map((file) => ({ file, source, restaurantId: pages.restaurantId ?? '' })),
  );
  const paths = literals(files.map(({ file }) => file));
  /* Both are extracted with one parse, as `fields[1]` and `fields[2]`. */
  const fields = [idPath ?? '$', modifiedPath ?? '$'].map(literal).join(', ');
  const listed = listedEntitySql('json');
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
      ${hasBusinessDate ? ', business_date' : ''}
    from (
      select
        filename,
        ${hasBusinessDate ? `${listed.entity} as payload, ${listed.businessDate} as business_date` : 'json as payload'},
        json_extract_string(payload, [${fields}]) as fields
      from read_json_objects(
        ${paths},
        format = 'array',
        filename = true,
        maximum_object_size = ${Math.max(maximumObjectSize, minObjectBuffer)}
      )
    )
  )`;
}

/* The engine's buffers are twice this size; small pages need no more. */
const minObjectBuffer = 2 * 1024 * 1024;
