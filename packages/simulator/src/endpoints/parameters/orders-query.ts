import type { LocationCall } from '../../http/call.js';
import { Refusal } from '../../http/error-message.js';
import type { OrderKey, World } from '../../world/contract/world.js';
import { businessDateParam, rangeParam } from './dates.js';

const EARLIEST = Date.UTC(2015, 11, 1);

/**
 * Selects the orders that a call of `/ordersBulk` asks for, by modification time or by business
 * date, in paging order. Throws a 400 when it asks for both or neither, or for a range that Toast
 * does not serve (definition `orders.yaml`; one month: developer guide, "Rate limiting").
 */
export function selectOrders(
  lists: Pick<World, 'modifiedBetween' | 'onBusinessDate'>,
  call: Pick<LocationCall, 'query' | 'restaurant' | 'now'>,
): readonly OrderKey[] {
  const [start, end, businessDate] = ['startDate', 'endDate', 'businessDate'].map((name) =>
    call.query.get(name),
  );
  const { guid } = call.restaurant;
  if (businessDate !== null && start === null && end === null) {
    return lists.onBusinessDate(guid, businessDateParam(call), call.now);
  }
  if (businessDate !== null || start === null || end === null) {
    throw new Refusal(400, 'EITHER (startDate and endDate) OR businessDate is required');
  }
  const range = rangeParam(call, ['startDate', 'endDate'], 'withFraction');
  if (range.start <= EARLIEST) {
    throw new Refusal(400, 'startDate must be after 2015-12-01T00:00:00.000+0000');
  }
  return lists.modifiedBetween(guid, range.start, range.end, call.now);
}
