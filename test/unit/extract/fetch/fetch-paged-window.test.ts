import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clockPaddingMs } from '../../../../src/extract/fetch/fetch-paged-window.js';
import {
  byChange,
  byGuid,
  readShifting,
  ShiftingList,
  type ListedOrder,
} from '../support/shifting-list.js';

const window = { start: Date.UTC(2026, 1, 1), end: Date.UTC(2026, 2, 1) };

function ordersOf(count: number): ListedOrder[] {
  return Array.from({ length: count }, (_, i) => {
    const at = window.start + i * 3_600_000;
    return { guid: `order ${String(i).padStart(3, '0')}`, createdAt: at, modifiedAt: at };
  });
}

const guids = (orders: readonly ListedOrder[]) => orders.map(({ guid }) => guid);

describe('a window that nothing happens to', () => {
  it.each([
    [0, 1, [1]],
    [1, 1, [1]],
    [3, 1, [1]],
    [4, 2, [1, 2, 'changes']],
    [7, 3, [1, 2, 3, 'changes']],
  ])('of %i orders is read in %i pages, and not again', async (count, _, expected) => {
    const list = new ShiftingList(ordersOf(count), 3, byChange);
    const { read, asked } = await readShifting(list, window, () => undefined);
    expect([...read]).toEqual(guids(list.orders));
    expect(asked).toEqual(expected);
  });
});

describe('an order that is edited while its window is read', () => {
  it.each([1, 2, 3, 4, 5, 6, 7])('before request %i: none is lost', async (moment) => {
    for (const edited of guids(ordersOf(9))) {
      const list = new ShiftingList(ordersOf(9), 3, byChange);
      const { read } = await readShifting(list, window, (request, now) => {
        if (request === 2 && moment > 4) list.edit('order 004', now);
        if (request === moment) list.edit(edited, now);
      });
      /* Before the first request it is a change of a later window. */
      const present = moment === 1 ? list.within(window) : list.orders;
      expect(guids(present).filter((guid) => !read.has(guid))).toEqual([]);
    }
  });

  it('has the pages read again from the last to the first', async () => {
    const list = new ShiftingList(ordersOf(9), 3, byChange);
    const { asked } = await readShifting(list, window, (request, now) => {
      if (request === 2) list.edit('order 000', now);
    });
    expect(asked).toEqual([1, 2, 3, 'changes', 3, 2, 1, 'changes']);
  });

  it('may be edited a little before the first answer, by a clock that is a little behind', async () => {
    const list = new ShiftingList(ordersOf(9), 3, byChange);
    const { read, asked } = await readShifting(list, window, (request, now) => {
      if (request === 2) list.edit('order 000', Math.max(window.end, now - 4_000));
    });
    expect(read.size).toBe(9);
    expect(asked).toHaveLength(8);
  });
});

it('a window of several pages that ends just now is read when its end is over for a while', async () => {
  const list = new ShiftingList(ordersOf(9), 3, byGuid);
  const started: number[] = [];
  const { read, asked } = await readShifting(
    list,
    window,
    (request, now) => {
      started.push(now);
      /* Stamped before the window's end, and shown only now. */
      if (request === 2) list.create('a late one', window.end - 1);
    },
    window.end,
  );
  expect(asked).toEqual(['changes', 1, 2, 3, 4, 'changes', 4, 3, 2, 1, 'changes']);
  expect(started[1]).toBeGreaterThanOrEqual(window.end + 5_000);
  expect([...read].sort()).toEqual(guids(list.within(window)).sort());
});

it('orders that came to be after the window’s end are no reason to read it again', async () => {
  const list = new ShiftingList(ordersOf(9), 3, byChange);
  const { asked } = await readShifting(list, window, (request, now) => {
    if (request < 3) list.create(`new ${request}`, now);
  });
  expect(asked).toEqual([1, 2, 3, 'changes']);
});

it('more changes than fit a page are', async () => {
  const list = new ShiftingList(ordersOf(9), 3, byChange);
  const { asked } = await readShifting(list, window, (request, now) => {
    if (request === 2) for (const i of [1, 2, 3, 4]) list.create(`new ${i}`, now);
  });
  expect(asked).toEqual([1, 2, 3, 'changes', 'changes', 3, 2, 1, 'changes', 'changes']);
});

it.each([1, 2, 5])(
  'a window that ends just now has all that is there when it is read: %i orders',
  async (count) => {
    for (const edited of guids(ordersOf(count))) {
      for (const request of [1, 2, 3, 4]) {
        const list = new ShiftingList(ordersOf(count), 3, byChange);
        const { read } = await readShifting(
          list,
          window,
          (asked, now) => {
            if (asked === request) list.edit(edited, now);
          },
          window.end,
        );
        expect(guids(list.orders).filter((guid) => !read.has(guid))).toEqual([]);
      }
    }
  },
);

it('however many are edited when: all are read, while the changes fit a page', async () => {
  const pageSize = 5;
  const edits = fc.array(
    fc.record({ request: fc.integer({ min: 2, max: 14 }), order: fc.nat(19) }),
    {
      maxLength: pageSize - 1,
    },
  );
  await fc.assert(
    fc.asyncProperty(edits, fc.constantFrom(byChange, byGuid), async (script, compare) => {
      const list = new ShiftingList(ordersOf(20), pageSize, compare);
      const { read } = await readShifting(list, window, (request, now) => {
        for (const { order } of script.filter((edit) => edit.request === request)) {
          list.edit(guids(ordersOf(20))[order] ?? '', now);
        }
      });
      expect(guids(list.orders).filter((guid) => !read.has(guid))).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

/* What happens before the request of that number: an order is edited, with a stamp up to four
   seconds old, or a new one comes to be. */
const happenings = fc.array(
  fc.record({
    request: fc.integer({ min: 1, max: 14 }),
    order: fc.option(fc.nat(19), { freq: 8 }),
    lag: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.integer({ min: 0, max: 4_000 })),
  }),
  { maxLength: 12 },
);

it('whatever is edited when: what was in the window is read, or a later window shows it', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 20 }),
      fc.integer({ min: 1, max: 6 }),
      fc.constantFrom(byChange, byGuid),
      fc.constantFrom(window.end, window.end + clockPaddingMs),
      happenings,
      async (count, pageSize, compare, startedAt, script) => {
        const list = new ShiftingList(ordersOf(count), pageSize, compare);
        const before = guids(list.orders);
        const { read } = await readShifting(
          list,
          window,
          (request, now) => {
            script.forEach((happening, i) => {
              if (happening.request !== request) return;
              if (happening.order === null) list.create(`new ${i}`, now);
              else list.edit(before[happening.order] ?? '', now - happening.lag);
            });
          },
          startedAt,
        );
        /* The next window begins a little before the end of this one: the overlap. */
        const shownLater = { start: window.end - 4_000, end: Infinity };
        const later = new Set(guids(list.within(shownLater)));
        expect(before.filter((guid) => !read.has(guid) && !later.has(guid))).toEqual([]);
      },
    ),
    { numRuns: 400 },
  );
});
