import { mix, type Words, wordsOf } from './random.js';

/* Codes of the characters 0 to f, and of the hyphen. */
const DIGITS = Uint8Array.from('0123456789abcdef', (digit) => digit.codePointAt(0) ?? 0);
const HYPHEN = 0x2d;

/** Returns the code of the hexadecimal digit that begins at a bit of a number. */
const digit = (value: number, bit: number): number => DIGITS[(value >>> bit) & 0xf] as number;

/*
 * An order has a hundred GUIDs. One call with all characters makes a flat text; joined parts make a tree of
 * texts, which takes four times as long until it is written.
 */
// prettier-ignore
function format(a: number, b: number, c: number, d: number): string {
  const version = 0x4000 | (b & 0x0fff);
  const variant = 0x8000 | ((c >>> 16) & 0x3fff);
  return String.fromCharCode(
    digit(a, 28), digit(a, 24), digit(a, 20), digit(a, 16),
    digit(a, 12), digit(a, 8), digit(a, 4), digit(a, 0), HYPHEN,
    digit(b, 28), digit(b, 24), digit(b, 20), digit(b, 16), HYPHEN,
    digit(version, 12), digit(version, 8), digit(version, 4), digit(version, 0), HYPHEN,
    digit(variant, 12), digit(variant, 8), digit(variant, 4), digit(variant, 0), HYPHEN,
    digit(c, 12), digit(c, 8), digit(c, 4), digit(c, 0),
    digit(d, 28), digit(d, 24), digit(d, 20), digit(d, 16),
    digit(d, 12), digit(d, 8), digit(d, 4), digit(d, 0),
  );
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
