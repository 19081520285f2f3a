import { MINUTE } from '../values/calendar.js';
import type { Movement, Till } from './till.js';

/** The deposits of a business day: one at its end, sometimes undone and made anew. */
export function depositsOn(till: Till): Movement[] {
  const { rng, restaurant } = till;
  const employee = rng.pick(till.servers);
  const deposit = (at: number, amount: number, undoes: string | null): Movement => ({
    guid: till.guid(),
    at,
    amount,
    undoes,
    employee,
  });
  const wrong = rng.chance(130);
  const amount = rng.int(20_000, 180_000);
  const first = deposit(till.around(restaurant.place.lastOrders + 0.1), amount, null);
  if (!wrong) return [first];
  const undone = deposit(first.at + rng.int(MINUTE, 5 * MINUTE), amount, first.guid);
  return [first, undone, deposit(undone.at + 2 * MINUTE, amount + 500, null)];
}
