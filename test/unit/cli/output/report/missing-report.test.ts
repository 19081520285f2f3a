import { expect, it } from 'vitest';
import { missingWarnings } from '../../../../../src/cli/output/report/missing-report.js';

const missing = {
  restaurantId: 'r1',
  restaurant: 'Corner Cafe, Loop',
  since: '2026-03-01T04:15:00.000Z',
};

it('warnings name the restaurants that Toast no longer lists, and say what happens to them', () => {
  const nameless = { ...missing, restaurantId: 'r2', restaurant: '' };
  const [kept, removed] = missingWarnings([
    { ...missing, status: 'kept' },
    { ...nameless, status: 'kept' },
    { ...missing, status: 'removed' },
  ]);
  expect(kept).toContain(
    "2 restaurants are missing from Toast's list: Corner Cafe, Loop (since 2026-03-01); r2 (since 2026-03-01).",
  );
  expect(kept).toContain('toast extract --accept-missing');
  expect(removed).toContain(
    "1 restaurant is no longer in Toast's list: Corner Cafe, Loop (since 2026-03-01). Nothing new is read for it",
  );
  expect(missingWarnings([])).toEqual([]);
});
