import type { FaultSet } from 'toast-simulator';

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
