import { literal } from '../engine/sql.js';

/*
 * Entities whose business date only the request says are spooled in an object with it. What surrounds
 * an entity has a fixed length, so that its text is taken out again as Toast sent it: the engine would
 * write the numbers of an extracted value anew.
 */

const before = (businessDate: string) => `{"businessDate":"${businessDate}","entity":`;
const after = '}';

/** Wraps the text of an entity in an object with the business date (yyyymmdd) that it is listed for. */
export function listedEntity(entity: Buffer, businessDate: string): Buffer {
  return Buffer.concat([Buffer.from(before(businessDate)), entity, Buffer.from(after)]);
}

/** Returns the expressions of the entity and of its business date, a date, in a wrapped `json`. */
export function listedEntitySql(json: string): { entity: string; businessDate: string } {
  const prefix = before('yyyymmdd');
  const dateAt = prefix.indexOf('yyyymmdd') + 1;
  const length = `length(${json}) - ${prefix.length + after.length}`;
  return {
    entity: `trim(substr(${json}, ${prefix.length + 1}, ${length}), ${literal(' \t\r\n')})::json`,
    businessDate: `strptime(substr(${json}, ${dateAt}, 8), '%Y%m%d')::date`,
  };
}
