import { describe, expect, it } from 'vitest';
import { decide, type Decision, type Usage } from '../../src/http/access/limits.js';
import { type Limit } from '../../src/http/endpoint.js';

const second: Limit = { name: 'second', by: 'GLOBAL', requests: 3, sliceMs: 1_000 };
const minute: Limit = { name: 'minute', by: 'GLOBAL', requests: 5, sliceMs: 60_000 };
const endpoint: Limit = { name: 'endpoint', by: 'ENDPOINT', requests: 2, sliceMs: 1_000 };

function run(limits: readonly [Limit, ...Limit[]], instants: readonly number[]): Decision[] {
  let usage: Usage = {};
  return instants.map((now) => {
    const result = decide(usage, limits, now);
    usage = result.usage;
    return result.decision;
  });
}

describe('decide() for rate limits', () => {
  it('counts down within a slice and starts again exactly at the next', () => {
    expect(run([second], [5_000, 5_400, 5_998, 5_999, 6_000])).toEqual([
      { allowed: true, limit: second, remaining: 2, resetInMs: 1_000 },
      { allowed: true, limit: second, remaining: 1, resetInMs: 600 },
      { allowed: true, limit: second, remaining: 0, resetInMs: 2 },
      { allowed: false, limit: second, remaining: 0, resetInMs: 1 },
      { allowed: true, limit: second, remaining: 2, resetInMs: 1_000 },
    ]);
  });

  it('allows a burst at the end of a slice and another at the start of the next', () => {
    const burst = [5_999, 5_999, 5_999, 6_000, 6_000, 6_000];
    expect(run([second], burst).every(({ allowed }) => allowed)).toBe(true);
  });

  it('names the limit that will refuse first', () => {
    const named = run([second, minute], [0, 0, 0, 1_000]).map(({ limit, remaining }) => [
      limit.name,
      remaining,
    ]);
    expect(named).toEqual([
      ['second', 2],
      ['second', 1],
      ['second', 0],
      ['minute', 1],
    ]);
  });

  it('refuses by any limit, and names the longest of several', () => {
    const decisions = run([endpoint, second], [0, 0, 0, 999]);
    expect(decisions.map(({ allowed, limit }) => [allowed, limit.by])).toEqual([
      [true, 'ENDPOINT'],
      [true, 'ENDPOINT'],
      [false, 'ENDPOINT'],
      [false, 'ENDPOINT'],
    ]);
    const both: readonly [Limit, Limit] = [second, { ...minute, requests: 3 }];
    expect(run(both, [0, 0, 0, 100]).at(-1)).toEqual({
      allowed: false,
      limit: both[1],
      remaining: 0,
      resetInMs: 59_900,
    });
  });

  it('does not count a refused request', () => {
    const limits: readonly [Limit, Limit] = [endpoint, minute];
    const decisions = run(limits, [0, 0, 0, 0, 0, 1_000, 1_000, 2_000, 2_000]);
    expect(decisions.map(({ allowed }) => allowed)).toEqual([
      true,
      true,
      false,
      false,
      false,
      true,
      true,
      true,
      false,
    ]);
    expect(decisions.at(-1)).toEqual({
      allowed: false,
      limit: minute,
      remaining: 0,
      resetInMs: 58_000,
    });
  });
});
