import { expect, it } from 'vitest';
import { Reading } from '../../../../../src/cli/output/progress/reading.js';
import type { ExtractEvent } from '../../../../../src/extract/report/events.js';
import type { Unit } from '../../../../../src/extract/plan/plan.js';
import type { LedgerEntry } from '../../../../../src/warehouse/state/ledger.js';

const day = 24 * 60 * 60_000;
const second = 1000;

function unit(resource: string, index: number, days: number, delayMs = 0): Unit {
  const window = { start: index * 30 * day, end: (index * 30 + days) * day };
  return { restaurantId: 'r', resource: { name: resource }, window, delayMs } as Unit;
}

/* Ten months of orders, five seconds apart, and thirty lists that are read in full. */
const history = Array.from({ length: 10 }, (_, i) => unit('orders', i, 30, i * 5 * second));
const lists = Array.from({ length: 30 }, (_, i) => unit(`list ${i}`, 0, 0));

function planned(reading: Reading): void {
  reading.onEvent({ type: 'planned', units: [] }, 0);
  reading.onEvent({ type: 'planned', units: [...lists, ...history] }, 0);
}

function read(reading: Reading, each: Unit, now: number, pages = 1): void {
  reading.onEvent({ type: 'started', unit: each }, now);
  for (let page = 0; page < pages; page++) {
    reading.onEvent({ type: 'page', unit: each, bytes: 1 }, now);
  }
  const entry = { rowsRead: 100 * pages } as LedgerEntry;
  reading.onEvent({ type: 'ended', unit: each, entry }, now);
}

it('the time left reaches to the last window of history, which starts after pauses', () => {
  const reading = new Reading();
  planned(reading);
  expect(reading.secondsLeft(0)).toBe(45);
  for (const each of [...lists, ...history.slice(0, 1)]) read(reading, each, 0.5 * second);
  /* Three quarters of the windows have been read in half a second. */
  expect(reading.secondsLeft(1 * second)).toBeGreaterThanOrEqual(44);
});

it('orders weigh as much as they have pages, so the lists that are read first are a small part', () => {
  const reading = new Reading();
  planned(reading);
  for (const each of lists) read(reading, each, 2 * second);
  expect(reading.share).toBeLessThan(0.15);
  /* Three months in 60 s: the other seven take about 140 s. */
  for (const each of history.slice(0, 3)) read(reading, each, 62 * second, 150);
  expect(reading.share).toBeGreaterThan(0.3);
  expect(reading.share).toBeLessThan(0.4);
  const left = reading.secondsLeft(62 * second) ?? 0;
  expect(left).toBeGreaterThan(120);
  expect(left).toBeLessThan(160);
  for (const each of history.slice(3)) read(reading, each, 200 * second, 150);
  expect(reading.share).toBe(1);
  expect(reading.secondsLeft(200 * second)).toBe(0);
  expect(reading.rows).toBe(30 * 100 + 10 * 15_000);
});

it('pages of a window that is being read count, and the share does not go back', () => {
  const reading = new Reading();
  planned(reading);
  const [first] = history as [Unit];
  reading.onEvent({ type: 'started', unit: first }, 0);
  const shares = [];
  for (let page = 0; page < 400; page++) {
    reading.onEvent({ type: 'page', unit: first, bytes: 1 }, second);
    shares.push(reading.share);
  }
  expect(shares[0]).toBeGreaterThan(0);
  expect(shares).toEqual(shares.toSorted((a, b) => a - b));
  expect(shares.at(-1)).toBeLessThan(0.1);
  read(reading, first, 2 * second, 400);
  expect(reading.share).toBeGreaterThanOrEqual(shares.at(-1) ?? 1);
});

it('nothing is said of the time as long as only the details of restaurants are planned', () => {
  const reading = new Reading();
  reading.onEvent({ type: 'planned', units: [unit('restaurant_details', 0, 0)] }, 0);
  expect(reading.secondsLeft(second)).toBeUndefined();
  const wait: ExtractEvent = { type: 'waiting', restaurantId: 'r', ms: 500, reason: '429' };
  reading.onEvent(wait, second);
  expect(reading.retries).toBe(1);
});
