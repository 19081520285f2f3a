import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UnusableResponseError } from '../../../../src/errors.js';
import { fetchPagedWindow } from '../../../../src/extract/fetch/fetch-paged-window.js';
import { clockPaddingMs } from '../../../../src/extract/plan/windows.js';
import { orders } from '../../../../src/resources/orders.js';
import { errorOf } from '../../../support/error-of.js';
import {
  byChange,
  byGuid,
  fetchShifting,
  ShiftingList,
  type ListedOrder,
} from './support/shifting-list.js';
import { spooledPages } from './support/spooled-pages.js';

const window = { start: Date.UTC(2026, 1, 1), end: Date.UTC(2026, 2, 1) };

function createOrders(count: number): ListedOrder[] {
  return Array.from({ length: count }, (_, i) => {
    const at = window.start + i * 3_600_000;
    return { guid: `order ${String(i).padStart(3, '0')}`, createdAt: at, modifiedAt: at };
  });
}

const guids = (orders: readonly ListedOrder[]) => orders.map(({ guid }) => guid);

describe('a window without changes', () => {
  it.each([
    [0, 1, [1]],
    [1, 1, [1]],
    [3, 1, [1]],
    [4, 2, [1, 2, 'changes']],
    [7, 3, [1, 2, 3, 'changes']],
  ])('with %i order(s) on %i page(s) is read once', async (count, _, expected) => {
    const list = new ShiftingList(createOrders(count), 3, byChange);
    const { fetched, requests } = await fetchShifting(list, window, () => undefined);
    expect([...fetched]).toEqual(guids(list.orders));
    expect(requests).toEqual(expected);
  });
});

describe('an edit while a window is read', () => {
  it.each([1, 2, 3, 4, 5, 6, 7])('made before request %i loses no order', async (editedBefore) => {
    for (const edited of guids(createOrders(9))) {
      const list = new ShiftingList(createOrders(9), 3, byChange);
      const { fetched } = await fetchShifting(list, window, (request, now) => {
        if (request === 2 && editedBefore > 4) list.edit('order 004', now);
        if (request === editedBefore) list.edit(edited, now);
      });
      /* Edited before the first request, the order belongs to a later window. */
      const present = editedBefore === 1 ? list.within(window) : list.orders;
      expect(guids(present).filter((guid) => !fetched.has(guid))).toEqual([]);
    }
  });

  it('causes the pages to be read again, last to first', async () => {
    const list = new ShiftingList(createOrders(9), 3, byChange);
    const { requests } = await fetchShifting(list, window, (request, now) => {
      if (request === 2) list.edit('order 000', now);
    });
    expect(requests).toEqual([1, 2, 3, 'changes', 3, 2, 1, 'changes']);
  });

  it('is noticed although its timestamp is slightly older than the first answer', async () => {
    const list = new ShiftingList(createOrders(9), 3, byChange);
    const { fetched, requests } = await fetchShifting(list, window, (request, now) => {
      if (request === 2) list.edit('order 000', Math.max(window.end, now - 4_000));
    });
    expect(fetched.size).toBe(9);
    expect(requests).toHaveLength(8);
  });
});

it('an open-ended window of several pages is read without waiting, and what changed since its end', async () => {
  const list = new ShiftingList(createOrders(9), 3, byGuid);
  const requestTimes: number[] = [];
  const { fetched, requests } = await fetchShifting(
    list,
    window,
    (request, now) => {
      requestTimes.push(now);
      /* Its timestamp is older than the first request, but it becomes visible only now. */
      if (request === 2) list.create('a late one', window.end + 1);
    },
    true,
  );
  expect(requests).toEqual(['changes', 1, 2, 3, 'changes']);
  /* Each answer takes 70 ms. */
  expect(requestTimes).toEqual([1, 2, 3, 4, 5].map((n) => window.end + clockPaddingMs + n * 70));
  expect([...fetched].sort()).toEqual(guids(list.orders).sort());
});

it('orders created after the end of a window do not cause it to be read again', async () => {
  const list = new ShiftingList(createOrders(9), 3, byChange);
  const { requests } = await fetchShifting(list, window, (request, now) => {
    if (request < 3) list.create(`new ${request}`, now);
  });
  expect(requests).toEqual([1, 2, 3, 'changes']);
});

it('more changes than fit on one page cause the window to be read again', async () => {
  const list = new ShiftingList(createOrders(9), 3, byChange);
  const { requests } = await fetchShifting(list, window, (request, now) => {
    if (request === 2) for (const i of [1, 2, 3, 4]) list.create(`new ${i}`, now);
  });
  expect(requests).toEqual([1, 2, 3, 'changes', 'changes', 3, 2, 1, 'changes', 'changes']);
});

it.each([1, 2, 5])(
  'an open-ended window of %i order(s) is read completely, whichever order is edited meanwhile',
  async (count) => {
    for (const edited of guids(createOrders(count))) {
      for (const request of [1, 2, 3, 4]) {
        const list = new ShiftingList(createOrders(count), 3, byChange);
        const { fetched } = await fetchShifting(
          list,
          window,
          (number, now) => {
            if (number === request) list.edit(edited, now);
          },
          true,
        );
        expect(guids(list.orders).filter((guid) => !fetched.has(guid))).toEqual([]);
      }
    }
  },
);

it('edits at any time lose no order while the changes fit on one page', async () => {
  const pageSize = 5;
  const editLists = fc.array(
    fc.record({ request: fc.integer({ min: 2, max: 14 }), order: fc.nat(19) }),
    {
      maxLength: pageSize - 1,
    },
  );
  await fc.assert(
    fc.asyncProperty(editLists, fc.constantFrom(byChange, byGuid), async (edits, compare) => {
      const list = new ShiftingList(createOrders(20), pageSize, compare);
      const { fetched } = await fetchShifting(list, window, (request, now) => {
        for (const { order } of edits.filter((edit) => edit.request === request)) {
          list.edit(guids(createOrders(20))[order] ?? '', now);
        }
      });
      expect(guids(list.orders).filter((guid) => !fetched.has(guid))).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

/* Generates changes before the request of that number: an order is edited, with a timestamp up to four
   seconds old, or a new one (`order: null`) is created. */
const changeLists = fc.array(
  fc.record({
    request: fc.integer({ min: 1, max: 14 }),
    order: fc.option(fc.nat(19), { freq: 8 }),
    lag: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.integer({ min: 0, max: 4_000 })),
  }),
  { maxLength: 12 },
);

it('every order of a window is read or listed in a later window, whatever changes meanwhile', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 20 }),
      fc.integer({ min: 1, max: 6 }),
      fc.constantFrom(byChange, byGuid),
      fc.boolean(),
      changeLists,
      async (count, pageSize, compare, openEnded, changes) => {
        const list = new ShiftingList(createOrders(count), pageSize, compare);
        const before = guids(list.orders);
        const { fetched } = await fetchShifting(
          list,
          window,
          (request, now) => {
            changes.forEach((change, i) => {
              if (change.request !== request) return;
              if (change.order === null) list.create(`new ${i}`, now);
              else list.edit(before[change.order] ?? '', now - change.lag);
            });
          },
          openEnded,
        );
        /* The overlap: the next window begins slightly before the end of this one. */
        const shownLater = { start: window.end - 4_000, end: Infinity };
        const later = new Set(guids(list.within(shownLater)));
        expect(before.filter((guid) => !fetched.has(guid) && !later.has(guid))).toEqual([]);
      },
    ),
    { numRuns: 400 },
  );
});

describe('a window whose pages do not end', () => {
  it('fails after 100 empty pages in a row', async () => {
    const { fetcher, pages, requests } = spooledPages(orders, () => ({
      body: [],
      headers: { Link: '<https://ws-api.example.com/next>; rel="next"' },
    }));
    const error = await errorOf(
      fetchPagedWindow(fetcher, pages, orders, 'createdDate', {
        ...{ window, openEnded: false },
        serverNow: () => window.end + clockPaddingMs,
      }),
    );
    expect(error).toBeInstanceOf(UnusableResponseError);
    expect(error).toMatchObject({ endpoint: '/orders/v2/ordersBulk', restaurantId: 'r' });
    expect(requests).toHaveLength(100);
  });
});
