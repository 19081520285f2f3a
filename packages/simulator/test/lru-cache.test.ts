import { describe, expect, it } from 'vitest';
import { LruCache } from '../src/common/lru-cache.js';

const bytes = (length: number) => Buffer.alloc(length);

const bodies = (maxBytes: number) => new LruCache<Buffer>(maxBytes, ({ length }) => length);

describe('LruCache', () => {
  it('drops the least recently used values beyond its maximum weight', () => {
    const cache = bodies(30);
    cache.set('a', bytes(10));
    cache.set('b', bytes(10));
    cache.set('c', bytes(10));
    cache.get('a');
    cache.set('d', bytes(5));
    expect(['a', 'b', 'c', 'd'].filter((key) => cache.get(key) !== undefined)).toEqual([
      'a',
      'c',
      'd',
    ]);
  });

  it('drops several values for a large one', () => {
    const cache = bodies(30);
    for (const key of ['a', 'b', 'c']) cache.set(key, bytes(10));
    cache.set('d', bytes(25));
    expect(['a', 'b', 'c', 'd'].filter((key) => cache.get(key) !== undefined)).toEqual(['d']);
  });

  it('replaces a value without counting it twice', () => {
    const cache = bodies(20);
    cache.set('a', bytes(10));
    for (let n = 0; n < 5; n += 1) cache.set('b', bytes(10));
    expect(cache.get('a')).toHaveLength(10);
  });

  it('does not keep a value heavier than its limit, and drops no others for it', () => {
    const cache = bodies(20);
    cache.set('a', bytes(10));
    cache.set('b', bytes(21));
    expect(cache.get('b')).toBeUndefined();
    expect(cache.get('a')).toHaveLength(10);
  });
});
