import type { FaultSet } from 'toast-simulator';
import { expect } from 'vitest';
import { rawDigests } from '../../support/rows.js';
import type { ExtractedWorld } from './fault-world.js';

/** A window with pages, a listing with pages and a listing without: the resources that the faults strike. */
export const struckResources = ['restaurants', 'orders', 'menu_items', 'time_entries'];

const orders = '/orders/v2/ordersBulk';
const menuItems = '/config/v2/menuItems';

/**
 * One of each fault that an extraction recovers from, by kind: a run with it is complete, with the
 * same rows as a run without. Any of them can strike together.
 */
export const recoverableFaults: Readonly<Record<string, Readonly<Record<string, FaultSet>>>> = {
  tokens: {
    'a 401 once': { rules: [{ endpoint: orders, nth: 2, fault: { status: 401 } }] },
    'a 401 at the first request': { rules: [{ nth: 1, fault: { status: 401 } }] },
    'a token that expires during a run': { rules: [{ nth: 15, fault: { token: 'expire' } }] },
    'tokens that live for 10 requests': { token: { calls: 10 } },
  },
  'limits and versions': {
    'a configuration that is published while it is paged': {
      rules: [{ endpoint: menuItems, query: { pageToken: '*' }, times: 3, fault: { status: 409 } }],
    },
    'a 429 with Retry-After': {
      rules: [{ endpoint: orders, nth: 3, fault: { status: 429, retryAfterSeconds: 30 } }],
    },
    'a 429 with the reset header': {
      rules: [{ endpoint: orders, every: 4, fault: { status: 429, resetSeconds: 20 } }],
    },
    'a 429 that says nothing': { rules: [{ every: 9, fault: { status: 429 } }] },
    'a 429 at login': {
      rules: [{ endpoint: '/authentication/*', nth: 1, fault: { status: 429 } }],
    },
  },
  'broken servers': {
    'a 500 at every fourth request': { rules: [{ every: 4, fault: { status: 500 } }] },
    'a 500 at login': {
      rules: [{ endpoint: '/authentication/*', times: 3, fault: { status: 500 } }],
    },
    'a 502 with HTML': { rules: [{ every: 5, fault: { status: 502, body: 'html' } }] },
    'a 503 five times': { rules: [{ endpoint: menuItems, times: 5, fault: { status: 503 } }] },
    'a 504 with HTML': { rules: [{ every: 6, fault: { status: 504, body: 'html' } }] },
  },
  'broken connections': {
    'a refused connection': { rules: [{ nth: 10, fault: { connection: 'refused', seconds: 1 } }] },
    'connections that are reset': { rules: [{ every: 4, fault: { connection: 'reset' } }] },
    'bodies that are cut off': { rules: [{ every: 5, fault: { connection: 'half' } }] },
    'chunked bodies that are cut off': {
      rules: [{ every: 5, fault: { connection: 'halfChunked' } }],
    },
    'an answer that stalls': { rules: [{ nth: 7, fault: { connection: 'stall' } }] },
    'slow answers': { rules: [{ every: 10, fault: { delayMs: 40 } }] },
  },
  'broken pages': {
    'pages that are cut off': { rules: [{ every: 4, fault: { page: 'malformed' } }] },
    'a page that is broken inside': {
      rules: [{ endpoint: orders, nth: 3, fault: { page: 'garbled' } }],
    },
    'empty bodies': { rules: [{ every: 4, fault: { page: 'empty' } }] },
    'an object where a list belongs': {
      rules: [{ endpoint: orders, every: 3, fault: { page: 'object' } }],
    },
    'a page that is served twice': {
      rules: [{ endpoint: orders, query: { page: '2' }, times: 2, fault: { page: 'twice' } }],
    },
  },
};

/** Those faults by name. */
export const faultsByName: ReadonlyMap<string, FaultSet> = new Map(
  Object.values(recoverableFaults).flatMap((kind) => Object.entries(kind)),
);

/**
 * Extracts from the world of `undisturbed` into another database with faults, each of which must strike. The
 * run must be complete, with the rows of `undisturbed`.
 */
export async function recoveryScenario(
  { simulator, raw, another }: ExtractedWorld,
  faults: FaultSet,
): Promise<void> {
  const disturbed = await another();
  simulator.setFaults(faults);
  const { status, problems } = await disturbed.extract();
  expect({ status, problems }).toEqual({ status: 'complete', problems: [] });
  expect(await rawDigests(disturbed.warehouse)).toEqual(raw);
  const { rules } = simulator.faults();
  expect(rules.filter(({ fired }) => fired === 0)).toEqual([]);
  await simulator.clearFaults();
}

/** Joins the rules of several sets of faults; the life of tokens is that of the first set with one. */
export function joinFaults(sets: readonly FaultSet[]): FaultSet {
  const token = sets.find((set) => set.token !== undefined)?.token;
  const rules = sets.flatMap((set) => set.rules ?? []);
  return { rules, ...(token === undefined ? {} : { token }) };
}
