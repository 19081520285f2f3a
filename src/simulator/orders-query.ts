import type { LocationCall } from './call.js';
import { Refusal } from './error-message.js';
import type { OrderLists } from './order-lists.js';
import { parseBusinessDate, parseTimestampWithFraction } from './timestamp.js';
import type { OrderKey } from './world-types.js';

const EARLIEST = Date.UTC(2015, 11, 1);
const LONGEST_RANGE_MS = 31 * 24 * 60 * 60_000;

/**
 * The orders that a call of `/ordersBulk` asks for, by a range of modification or by a business
 * date, in the order in which they are paged. Throws a 400 when it asks for both, for neither, or
 * for a range that Toast does not serve (definition `orders.yaml`; one month: developer guide,
 * "Rate limiting").
 */
export function selectOrders(lists: OrderLists, call: LocationCall): readonly OrderKey[] {
  const start = call.query.get('startDate');
  const end = call.query.get('endDate');
  const businessDate = call.query.get('businessDate');

  if (businessDate !== null && start === null && end === null) {
    const date = parseBusinessDate(businessDate);
    if (date === undefined) {
      throw new Refusal(400, `businessDate is not a date as yyyymmdd: "${businessDate}"`);
    }
    return lists.onBusinessDate(call.restaurant.guid, date, call.now);
  }
  if (businessDate !== null || start === null || end === null) {
    throw new Refusal(400, 'EITHER (startDate and endDate) OR businessDate is required');
  }

  const from = instant('startDate', start);
  const to = instant('endDate', end);
  if (from <= EARLIEST) {
    throw new Refusal(400, 'startDate must be after 2015-12-01T00:00:00.000+0000');
  }
  if (to <= from) throw new Refusal(400, 'endDate must be after startDate');
  if (to - from > LONGEST_RANGE_MS) {
    throw new Refusal(400, 'startDate and endDate must not be more than one month apart');
  }
  return lists.modifiedBetween(call.restaurant.guid, from, to, call.now);
}

function instant(name: string, text: string): number {
  const parsed = parseTimestampWithFraction(text);
  if (parsed === undefined) {
    throw new Refusal(
      400,
      `${name} is not an ISO 8601 timestamp with milliseconds and an offset, percent-encoded: ` +
        `"${text}"`,
    );
  }
  return parsed;
}
