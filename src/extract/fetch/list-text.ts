import { listedEntity } from '../../warehouse/raw/listed-entity.js';
import { splitList } from '../entities/split-list.js';

/** Joins JSON lists to one; each has its brackets, as `requireWhole` has seen. */
export function joinLists(lists: readonly Buffer[]): Buffer {
  return listOf(lists.map(inner).filter((items) => !isBlank(items)));
}

/** Tells whether a JSON list, with its brackets, has no entity. */
export function isBlankList(list: Buffer): boolean {
  return isBlank(inner(list));
}

function inner(list: Buffer): Buffer {
  return list.subarray(list.indexOf('[') + 1, list.lastIndexOf(']'));
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
