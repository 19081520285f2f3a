import { describe, expect, it } from 'vitest';
import {
  notFoundLines,
  rejectedLines,
} from '../../../../../src/cli/output/report/rejected-report.js';
import type { Rejected } from '../../../../../src/extract/report/rejected.js';

const rejected: Rejected = {
  restaurantId: 'r1',
  restaurant: 'Corner Cafe, Loop',
  resource: 'orders',
  id: 'c0ffee',
  reason: 'is not valid JSON',
  windowStart: '2026-03-01T00:00:00.000Z',
  windowEnd: '2026-03-08T00:00:00.000Z',
  firstSeen: '2026-03-09T00:00:00.000Z',
  lastSeen: '2026-03-10T00:00:00.000Z',
};
const ofAccount: Rejected = {
  ...{ ...rejected, restaurantId: '*', restaurant: '', resource: 'restaurants', id: null },
  ...{ reason: 'has no restaurantGuid', windowStart: null, windowEnd: null },
};

describe('the report of rejected entities', () => {
  it('names restaurant, resource, window, id and reason, and says what to do', () => {
    expect(rejectedLines([rejected, ofAccount])).toEqual([
      [
        'rejected',
        'orders of Corner Cafe, Loop, 2026-03-01T00:00 to 2026-03-08T00:00: c0ffee is not valid JSON',
      ],
      ['rejected', 'restaurants of all restaurants: an entity has no restaurantGuid'],
      ['', expect.stringContaining('toast extract --from')],
    ]);
  });

  it('has the first of them, or all, and no line without rejected entities', () => {
    const many = Array<Rejected>(12).fill(rejected);
    expect(rejectedLines(many).slice(-2)).toEqual([
      ['', 'and 7 more: see the log'],
      ['', expect.stringContaining('toast extract --from')],
    ]);
    expect(rejectedLines(many, true)).toHaveLength(13);
    expect(rejectedLines([])).toEqual([]);
  });
});

it('the report of what is not there has a line for each resource', () => {
  expect(
    notFoundLines([
      { resource: 'devices', restaurantIds: ['r1'] },
      { resource: 'prep_stations', restaurantIds: ['r1', 'r2'] },
    ]),
  ).toEqual([
    expect.stringMatching(/^nothing there: devices of 1 restaurant \(/),
    expect.stringMatching(/^nothing there: prep_stations of 2 restaurants \(/),
  ]);
});
