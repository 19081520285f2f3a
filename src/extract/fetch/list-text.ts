import { listedEntity } from '../../warehouse/raw/listed-entity.js';
import { splitList } from '../entities/split-list.js';

/** Joins JSON lists to one; each has its brackets, as `requireWhole` has seen. */
export function joinLists(lists: readonly Buffer[]): Buffer {
  const items = lists
    .map((list) => list.subarray(list.indexOf('[') + 1, list.lastIndexOf(']')))
    .filter((inner) => !isBlank(inner));
  return listOf(items);
}

/**
 * Adds the business date (yyyymmdd) that a JSON list is the list of to each of its entities.
 * @throws MalformedPageError when it is not clear where an entity ends.
 */
export function listedOn(businessDate: string, page: Buffer): Buffer {
  return listOf(Array.from(splitList(page), (entity) => listedEntity(entity, businessDate)));
}

function listOf(items: readonly Buffer[]): Buffer {
  const comma = Buffer.from(',');
  const separated = items.flatMap((item, i) => (i === 0 ? [item] : [comma, item]));
  return Buffer.concat([Buffer.from('['), ...separated, Buffer.from(']')]);
}

function isBlank(text: Buffer): boolean {
  return text.every((byte) => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d));
}
