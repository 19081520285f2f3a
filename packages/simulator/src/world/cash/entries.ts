import type { Reference } from '../restaurant/catalogue.js';
import { HOUR, MINUTE } from '../values/calendar.js';
import { share } from '../values/money.js';
import type { CashType, EntryMovement, Movement, Till } from './till.js';

type Details = Partial<Omit<EntryMovement, 'guid' | 'at' | 'type' | 'amount' | 'drawer'>>;

const FLOAT = 20_000;

/** Collects the entries of one drawer, in cents. */
function drawerLog(till: Till, drawer: Reference) {
  const log: EntryMovement[] = [];
  const add = <T extends CashType>(
    type: T,
    at: number,
    amount: number,
    details: Details = {},
  ): EntryMovement & { type: T } => {
    const entry = {
      guid: till.guid(),
      type,
      at,
      amount,
      drawer,
      reason: '',
      undoes: null,
      payoutReason: null,
      noSaleReason: null,
      employee: till.rng.pick(till.servers),
      second: null,
      approver: null,
      ...details,
    };
    log.push(entry);
    return entry;
  };
  return { log, add };
}

type Add = ReturnType<typeof drawerLog>['add'];

function payOuts(till: Till, add: Add, noon: number): void {
  const { rng, catalogue } = till;
  if (!rng.chance(450)) return;
  const { name, reference } = rng.pick(catalogue.payoutReasons);
  const paid = add('PAY_OUT', till.around(noon + 2), -rng.int(8, 90) * 125, {
    reason: name,
    payoutReason: reference,
    approver: rng.pick(till.servers),
  });
  if (!rng.chance(250)) return;
  add('UNDO_PAY_OUT', paid.at + rng.int(2 * MINUTE, 40 * MINUTE), -paid.amount, {
    reason: paid.reason,
    payoutReason: reference,
    undoes: paid.guid,
    employee: paid.employee,
  });
}

/* What Toast posts when an entry is undone; it has a type of its own for pay-outs only (Toast's guide,
   apiUsingCashManagementApi). */
const UNDOING = {
  CASH_IN: ['CASH_OUT', 'Undo Cash In'],
  CASH_OUT: ['CASH_IN', 'Undo Cash Out'],
  CASH_COLLECTED: ['TIP_OUT', 'Undo Cash Collected'],
  TIP_OUT: ['CASH_COLLECTED', 'Undo Tip Out'],
} as const;

function undo(till: Till, add: Add, undone: EntryMovement & { type: keyof typeof UNDOING }): void {
  const [type, reason] = UNDOING[undone.type];
  add(type, undone.at + till.rng.int(MINUTE, 9 * MINUTE), -undone.amount, {
    reason,
    undoes: undone.guid,
    employee: undone.employee,
  });
}

/** Adds what servers hand in and the tips that they are paid at the end of their shifts. */
function endsOfShifts(till: Till, add: Add, closes: number): void {
  const { rng } = till;
  for (const employee of till.servers) {
    if (!rng.chance(300)) continue;
    const tips = add('TIP_OUT', till.around(closes - 1), -rng.int(1500, 14_000), {
      reason: 'Tip out',
      employee,
    });
    if (rng.chance(120)) undo(till, add, tips);
  }
  const [employee, second] = [rng.pick(till.servers), rng.pick(till.servers)];
  const collected = add('CASH_COLLECTED', till.around(closes - 0.5), rng.int(2000, 30_000), {
    reason: 'Cash collected',
    employee,
    second,
    approver: second,
  });
  if (rng.chance(40)) undo(till, add, collected);
}

/** Closes the drawer: some forget it, and some remember it when the next business day has begun. */
function closeOut(till: Till, add: Add, closes: number): void {
  const { rng, restaurant } = till;
  if (rng.chance(30)) return;
  const at = rng.chance(50)
    ? restaurant.calendar.start(till.day + 1) + rng.int(MINUTE, 2 * HOUR)
    : till.around(closes + 0.4);
  const draw = rng.int(0, 9);
  const off = rng.int(1, 1200);
  const details: Details = { approver: rng.pick(till.servers), reason: 'Close out' };
  if (draw < 5) add('CLOSE_OUT_EXACT', at, 0, details);
  else if (draw < 8) add('CLOSE_OUT_OVERAGE', at, share(off, 500_000), details);
  else add('CLOSE_OUT_SHORTAGE', at, -off, details);
}

function drawerEntries(till: Till, drawer: Reference): EntryMovement[] {
  const { rng, catalogue, restaurant } = till;
  const { opens, lastOrders } = restaurant.place;
  const { log, add } = drawerLog(till, drawer);
  const float = add('CASH_IN', till.around(opens - 0.5), FLOAT, { reason: 'Float' });
  if (rng.chance(30)) {
    undo(till, add, float);
    add('CASH_IN', float.at + 10 * MINUTE, FLOAT / 2, { reason: 'Float' });
  }
  payOuts(till, add, opens);
  for (let count = rng.int(0, 3); count > 0; count--) {
    const { name, reference } = rng.pick(catalogue.noSaleReasons);
    add('NO_SALE', till.around(opens + count * 3), 0, { reason: name, noSaleReason: reference });
  }
  if (rng.chance(300)) {
    add('DRIVER_REIMBURSEMENT', till.around(lastOrders - 2), -rng.int(300, 2500), {
      reason: 'Mileage – “Kilometergeld”',
    });
  }
  endsOfShifts(till, add, lastOrders);
  if (rng.chance(600)) {
    const out = add('CASH_OUT', till.around(lastOrders), -rng.int(50, 400) * 100, {
      reason: 'To the safe',
      second: rng.pick(till.servers),
    });
    if (rng.chance(60)) undo(till, add, out);
  }
  closeOut(till, add, lastOrders);
  if (rng.chance(120)) {
    const amount = rng.int(1, 40) * 100;
    const late = restaurant.calendar.start(till.day + 1) + rng.int(HOUR, 47 * HOUR);
    const put = rng.chance(500);
    add(put ? 'CASH_IN' : 'CASH_OUT', late, put ? amount : -amount, {
      reason: 'Correction',
      approver: rng.pick(till.servers),
    });
  }
  return log;
}

/** Generates the entries of a business day, including those added up to two days later. */
export function cashEntriesOn(till: Till): EntryMovement[] {
  return till.catalogue.cashDrawers.flatMap(({ reference }) => drawerEntries(till, reference));
}

/** Generates the deposits of a business day: one at its end, sometimes undone and made again, or none. */
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
  if (rng.chance(120)) return [];
  const first = deposit(till.around(restaurant.place.lastOrders + 0.1), amount, null);
  if (!wrong) return [first];
  const undone = deposit(first.at + rng.int(MINUTE, 5 * MINUTE), amount, first.guid);
  return [first, undone, deposit(undone.at + 2 * MINUTE, amount + 500, null)];
}
