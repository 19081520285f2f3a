import { expect } from 'vitest';
import type { FaultRule } from 'toast-simulator';
import { Rng, wordsOf } from 'toast-simulator';
import type { Row } from '../../../src/warehouse/engine/connection.js';
import type { Warehouse } from '../../../src/warehouse/warehouse.js';
import { startPipeline, type Pipeline } from '../../support/pipeline.js';
import { rawDigests } from '../../support/rows.js';
import { SharedClock } from '../../support/shared-clock.js';

const edits = ['first', 'last', 'random', 'lastOfPreviousPage', 'firstOfThisPage'] as const;

/* The orders of the first window of each restaurant fill three pages. */
const world = {
  ordersPerDay: 7,
  ordersPerPage: 20,
  from: '2026-03-01',
  to: '2026-03-09',
};
const windowDays = 10;

/* After the last change that the world makes to its own orders: only rules change them from here. */
const clockStart = Date.UTC(2026, 2, 28, 12);

/**
 * Starts a world with orders only, and a clock that moves on a little at each look at it. All windows are
 * read at the same time.
 */
export async function startEditWorld(seed: number, restaurants = 1): Promise<Pipeline> {
  const clock = new SharedClock(clockStart, 1);
  return startPipeline(
    { ...world, restaurants, seed, wallClock: clock.now, sleep: clock.sleep },
    { windowDays, concurrency: 4 * restaurants, resources: ['orders'] },
    { runtime: clock.runtime },
  );
}

/**
 * Extracts orders into a new database for each set of rules, which edit some orders meanwhile. Every
 * order that exists must be there after that run, and after the next run every row as it is in
 * Toast. Returns for each set how many edits each rule made, and how often the page that was requested
 * most often was requested.
 */
export async function editScenario(
  { simulator, another }: Pipeline,
  ...sets: readonly (readonly FaultRule[])[]
): Promise<{ edits: number[]; reads: number }[]> {
  const runs = [];
  for (const rules of sets) {
    const edited = await another();
    const before = simulator.requests().length;
    simulator.setFaults({ rules: [...rules] });
    expect((await edited.extract()).status).toBe('complete');
    const pages = simulator
      .requests()
      .slice(before)
      .map(({ query, restaurantGuid }) => JSON.stringify({ ...query, restaurantGuid }));
    const edits = simulator.faults().rules.map(({ fired }) => fired);
    const ids = await orderIds(edited.warehouse);
    runs.push({ edited, ids, edits, reads: Math.max(...counted(pages).values()) });
    await simulator.clearFaults();
  }

  const fresh = await another();
  await fresh.extract();
  const [expectedIds, expected] = [
    await orderIds(fresh.warehouse),
    await rawDigests(fresh.warehouse),
  ];
  for (const { edited, ids } of runs) {
    expect(ids).toEqual(expectedIds);
    await edited.extract();
    expect(await rawDigests(edited.warehouse)).toEqual(expected);
  }
  return runs.map(({ edits, reads }) => ({ edits, reads }));
}

/** Makes rules that edit orders at random, anywhere, before any page. */
export function randomEdits(seed: number): FaultRule[] {
  const random = new Rng(wordsOf(seed, 3));
  return Array.from({ length: random.int(1, 4) }, () => ({
    ...(random.chance(500) ? { query: { page: String(random.int(1, 5)) } } : {}),
    chance: random.int(100, 900) / 1000,
    times: random.int(1, 12),
    fault: { edit: edits[random.int(0, edits.length - 1)] ?? 'first' },
  }));
}

function counted(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}

function orderIds(warehouse: Warehouse): Promise<Row[]> {
  return warehouse.with((connection) =>
    connection.all('select restaurant_id, id from raw_toast.orders order by all'),
  );
}
