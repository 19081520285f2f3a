import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';

/** Four 32-bit words that name one stream of random numbers. */
export type Words = readonly [number, number, number, number];

/** Hashes two 32-bit integers to one; every input bit changes about half of the output bits. */
export function mix(a: number, b: number): number {
  let h = (a + 0x9e3779b9 + Math.imul(b, 0x85ebca6b)) | 0;
  h = Math.imul(h ^ (h >>> 16), 0x21f0aaad);
  h = Math.imul(h ^ (h >>> 15), 0x735a2d97);
  return h ^ (h >>> 15);
}

/** Reduces a seed of any size to 32 bits; a small one is returned unchanged. */
export function seed32(seed: number): number {
  const high = Math.floor(seed / 0x1_0000_0000);
  return high === 0 ? seed : mix(seed % 0x1_0000_0000, high);
}

/**
 * Returns the random stream of a seed and parts: 128 bits, because a million orders hashed to 32
 * bits would collide, and two orders with one stream would share their GUIDs.
 */
export function wordsOf(seed: number, ...parts: readonly number[]): Words {
  let [a, b, c, d] = [seed ^ 0x243f6a88, seed ^ 0x85a308d3, seed ^ 0x13198a2e, seed ^ 0x03707344];
  for (const part of parts) {
    a = mix(a, part);
    b = mix(b, part);
    c = mix(c, part);
    d = mix(d, part);
  }
  return [a, b, c, d];
}

/**
 * A random number generator of integers only: their arithmetic is the same on every machine, unlike
 * that of `Math.sin`.
 */
export class Rng {
  readonly #generator: ReturnType<typeof xoroshiro128plusFromState>;

  constructor(words: Words) {
    this.#generator = xoroshiro128plusFromState(words);
  }

  /** Draws a whole number from `min` to `max`, both included. */
  int(min: number, max: number): number {
    return uniformInt(this.#generator, min, max);
  }

  /** Returns true `perMille` times in a thousand. */
  chance(perMille: number): boolean {
    return this.int(0, 999) < perMille;
  }

  pick<T>(list: readonly T[]): T {
    return list[this.int(0, list.length - 1)] as T;
  }

  /** Draws an index from `from` up to but not including `to`, weighted by `weights`. */
  weighted(weights: readonly number[], from = 0, to = weights.length): number {
    let sum = 0;
    for (let k = from; k < to; k++) sum += weights[k] as number;
    let rest = this.int(1, sum);
    let index = from;
    while ((rest -= weights[index] as number) > 0) index += 1;
    return index;
  }
}
