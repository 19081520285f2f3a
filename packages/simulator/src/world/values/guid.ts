import { mix, type Words, wordsOf } from './random.js';

const HEX = Array.from({ length: 0x10000 }, (_, value) => value.toString(16).padStart(4, '0'));

const hex4 = (value: number): string => HEX[value & 0xffff] as string;
const hex8 = (value: number): string => hex4(value >>> 16) + hex4(value);

function format(a: number, b: number, c: number, d: number): string {
  const version = 0x4000 | (b & 0x0fff);
  const variant = 0x8000 | ((c >>> 16) & 0x3fff);
  return `${hex8(a)}-${hex4(b >>> 16)}-${hex4(version)}-${hex4(variant)}-${hex4(c)}${hex8(d)}`;
}

/** Derives the GUID of the nth entity of a stream, such as a selection within its order. */
export function guidAt(words: Words, n: number): string {
  return format(mix(words[0], n), mix(words[1], n), mix(words[2], n), mix(words[3], n));
}

/** Derives a GUID from a name, for the few named entities of a world. */
export function guidOf(seed: number, name: string): string {
  return guidAt(wordsOf(seed, ...[...name].map((letter) => letter.codePointAt(0) ?? 0)), 0);
}

/** The address of an order: indexes of its restaurant and order, and the day since 1970-01-01. */
export interface OrderAddress {
  readonly restaurant: number;
  readonly day: number;
  readonly index: number;
}

const INDEX_BITS = 17;
/** GUIDs count days from 2015-01-01, so that 15 bits last until the year 2104. */
const FIRST_DAY = 16_436;

/** Returns the random stream of an order, from which all GUIDs within it are derived. */
export function orderWords(seed: number, { restaurant, day, index }: OrderAddress): Words {
  return wordsOf(seed, 0x0d, restaurant, day, index);
}

/**
 * Derives an order's GUID, which holds its address, masked by its own last digits: orders are found
 * by GUID without an index of a million of them.
 */
export function orderGuid(seed: number, address: OrderAddress): string {
  const [, b, c, d] = orderWords(seed, address);
  const mask = mix(mix(seed, d), c & 0xffff);
  const place = ((address.day - FIRST_DAY) << INDEX_BITS) | address.index;
  const restaurant = (address.restaurant ^ mix(mask, 1)) & 0xffff;
  return format(place ^ mask, (restaurant << 16) | (b & 0xffff), c, d);
}

/**
 * Returns the only address that an order with this GUID can have; the GUID may still not exist in
 * this world.
 */
export function addressOf(seed: number, guid: string): OrderAddress {
  const digits = (from: number, to: number): number => Number.parseInt(guid.slice(from, to), 16);
  const mask = mix(mix(seed, digits(28, 36)), digits(24, 28));
  const place = digits(0, 8) ^ mask;
  return {
    restaurant: (digits(9, 13) ^ mix(mask, 1)) & 0xffff,
    day: (place >>> INDEX_BITS) + FIRST_DAY,
    index: place & ((1 << INDEX_BITS) - 1),
  };
}
