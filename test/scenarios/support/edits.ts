import { expect } from 'vitest';
import type { FaultRule } from 'toast-simulator';
import { Rng, wordsOf } from 'toast-simulator';
import type { Row } from '../../../src/warehouse/engine/connection.js';
import type { Warehouse } from '../../../src/warehouse/warehouse.js';
import type { Pipeline } from '../../support/pipeline.js';
import { rawDigests } from '../../support/rows.js';
import { startFaultWorld } from './fault-world.js';

const edits = ['first', 'last', 'random', 'lastOfPreviousPage', 'firstOfThisPage'] as const;

/* After all that the world's own orders will ever go through: what changes is what the rules edit. */
const clockStart = Date.UTC(2026, 3, 4, 12);

/** A world of which orders alone are read, with a clock that goes on. */
export function startEditWorld(seed: number): Promise<Pipeline> {
  return startFaultWorld(seed, { clockStart, resources: ['orders'] });
}

/**
 * Extracts orders into a new database while rules edit some. Every order that exists must be there
 * after the run, and every row as it is in Toast after the next. Gives how many edits were made, and
 * how often the page that was asked for most often was asked for.
 */
export async function editRound(
  { simulator, another }: Pipeline,
  rules: readonly FaultRule[],
): Promise<{ edits: number; reads: number }> {
  const edited = await another();
  const before = simulator.requests().length;
  simulator.setFaults({ rules: [...rules] });
  expect((await edited.extract()).status).toBe('complete');
  const pages = simulator
    .requests()
    .slice(before)
    .map(({ query, restaurantGuid }) => JSON.stringify({ ...query, restaurantGuid }));
  const made = simulator.faults().rules.reduce((sum, { fired }) => sum + fired, 0);
  await simulator.clearFaults();

  const fresh = await another();
  await fresh.extract();
  expect(await orderIds(edited.warehouse)).toEqual(await orderIds(fresh.warehouse));
  await edited.extract();
  expect(await rawDigests(edited.warehouse)).toEqual(await rawDigests(fresh.warehouse));
  return { edits: made, reads: Math.max(...counted(pages).values()) };
}

/** Edits at random, of orders anywhere, before any page. */
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
