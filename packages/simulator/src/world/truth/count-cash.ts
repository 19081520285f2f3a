import type { Cash, WorldRestaurant } from '../contract/world.js';
import { businessDateOfDay, DAY, dayOfBusinessDate } from '../values/calendar.js';
import { child, type Ledger, tenThousandths } from './ledger.js';

/** The tables that cash fills, with the columns that are added up. */
export const CASH_TABLES: Readonly<Record<string, readonly string[]>> = {
  cash_entry: ['amount'],
  cash_deposit: ['amount'],
};

/** Counts one restaurant's cash from its first business date on. */
export function countCash(
  ledger: Ledger,
  cash: Cash,
  { guid, info }: WorldRestaurant,
  now: number,
) {
  const { firstBusinessDate } = child(info, 'general');
  for (let day = dayOfBusinessDate(Number(firstBusinessDate)); day * DAY <= now; day++) {
    const date = businessDateOfDay(day);
    for (const [table, list] of [
      ['cash_entry', cash.entries(guid, date, now)],
      ['cash_deposit', cash.deposits(guid, date, now)],
    ] as const) {
      for (const { amount } of list) {
        ledger.row(table);
        ledger.add(table, 'amount', tenThousandths(amount));
      }
    }
  }
}
