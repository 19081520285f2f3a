import type { Json } from '../contract/json.js';
import type { Cash } from '../contract/world.js';
import type { Reference, ToastReference } from '../restaurant/catalogue.js';
import type { Restaurant } from '../restaurant/restaurant.js';
import { dayOfBusinessDate } from '../values/calendar.js';
import { timestamp } from '../values/instants.js';
import { dollars } from '../values/money.js';
import { cashEntriesOn, depositsOn } from './entries.js';
import { DEPOSITS, ENTRIES, type EntryMovement, type Movement, Till } from './till.js';

function toastReference({ guid, entityType }: Reference): ToastReference {
  return { guid, entityType };
}

/** Builds definition `CashEntry`. */
function entryJson(entry: EntryMovement): Json {
  return {
    guid: entry.guid,
    entityType: 'CashEntry',
    amount: dollars(entry.amount),
    reason: entry.reason,
    date: timestamp(entry.at),
    type: entry.type,
    cashDrawer: toastReference(entry.drawer),
    payoutReason: entry.payoutReason,
    noSaleReason: entry.noSaleReason,
    undoes: entry.undoes,
    employee1: entry.employee,
    employee2: entry.second,
    creatorOrShiftReviewSubject: toastReference(entry.employee),
    approverOrShiftReviewSubject: entry.approver && toastReference(entry.approver),
  };
}

/** Builds definition `Deposit`. */
function depositJson(deposit: Movement): Json {
  return {
    guid: deposit.guid,
    entityType: 'CashDeposit',
    amount: dollars(deposit.amount),
    date: timestamp(deposit.at),
    undoes: deposit.undoes,
    employee: deposit.employee,
    creator: toastReference(deposit.employee),
  };
}

/** Creates the cash of a world's restaurants, generated day by day on demand. */
export function createCash(restaurantOf: (guid: string) => Restaurant): Cash {
  const known =
    <M extends Movement>(
      stream: number,
      movements: (till: Till) => M[],
      json: (movement: M) => Json,
    ): Cash['entries'] =>
    (restaurantGuid, businessDate, now) => {
      const restaurant = restaurantOf(restaurantGuid);
      const { firstDay, lastDay } = restaurant.demand;
      const day = dayOfBusinessDate(businessDate);
      if (day < firstDay || day > lastDay) return [];
      return movements(new Till(restaurant, day, stream))
        .filter(({ at }) => at <= now)
        .map(json);
    };
  return {
    entries: known(ENTRIES, cashEntriesOn, entryJson),
    deposits: known(DEPOSITS, depositsOn, depositJson),
  };
}
