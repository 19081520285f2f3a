import type { z } from 'zod';
import { ORDERS_BULK } from '../endpoints/orders.js';

/* One of these decides an answer; a fault with none of them only does something on the side. */
const DECIDING = ['status', 'connection', 'page'] as const;
const ON_THE_SIDE = ['token', 'delayMs', 'edit'] as const;

type Keys = (typeof DECIDING)[number] | (typeof ON_THE_SIDE)[number];
type Detail = 'body' | 'retryAfterSeconds' | 'resetSeconds' | 'seconds';
type Partly = Readonly<Partial<Record<Keys | Detail, unknown>>>;

/** Whether a fault decides the answer, so that no later rule is asked. */
export function decides(fault: Partly): boolean {
  return DECIDING.some((key) => fault[key] !== undefined);
}

/** Reports what contradicts itself within one fault. */
export function checkFault(fault: Partly, context: z.RefinementCtx): void {
  const wrong = (key: Keys | Detail, message: string): void =>
    context.addIssue({ code: 'custom', path: [key], message });
  const given = [...DECIDING, ...ON_THE_SIDE].filter((key) => fault[key] !== undefined);
  const deciding = DECIDING.filter((key) => fault[key] !== undefined);
  if (given.length === 0) {
    context.addIssue(`needs one of ${[...DECIDING, ...ON_THE_SIDE].join(', ')}`);
  }
  if (deciding[1] !== undefined) wrong(deciding[1], `excludes ${deciding[0]}; write two rules`);

  if (fault.body !== undefined && fault.status === undefined) wrong('body', 'needs status');
  for (const key of ['retryAfterSeconds', 'resetSeconds'] as const) {
    if (fault[key] !== undefined && fault.status !== 429) wrong(key, 'needs status 429');
  }
  if (fault.seconds !== undefined && fault.connection !== 'refused') {
    wrong('seconds', 'needs connection "refused"');
  }
}

interface Placed {
  readonly endpoint?: string | undefined;
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly fault: Partly;
}

/** Reports what contradicts itself between a rule and its fault. */
export function checkRule({ endpoint, from = 1, to, fault }: Placed, context: z.RefinementCtx) {
  if (to !== undefined && to < from) {
    context.addIssue({ code: 'custom', path: ['to'], message: `is before from (${from})` });
  }
  const ordersAlone = fault.edit !== undefined || fault.page === 'twice';
  if (ordersAlone && endpoint !== undefined && endpoint !== ORDERS_BULK) {
    const message = `must be ${ORDERS_BULK}, or left out, for edit and page "twice"`;
    context.addIssue({ code: 'custom', path: ['endpoint'], message });
  }
}
