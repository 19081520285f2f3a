import { readFile } from 'node:fs/promises';
import { Duration } from 'luxon';
import { z } from 'zod';
import { isGuid } from '../common/guid.js';
import { ORDERS_BULK } from '../endpoints/orders.js';
import { CONNECTION_FAULTS } from '../http/delivery.js';

/* Each of these decides the answer; a fault with none of them has only a side effect. */
const DECIDING = ['status', 'connection', 'page'] as const;
const ON_THE_SIDE = ['token', 'delayMs', 'edit'] as const;

type Keys = (typeof DECIDING)[number] | (typeof ON_THE_SIDE)[number];
type Detail = 'body' | 'retryAfterSeconds' | 'resetSeconds' | 'seconds';
type Partly = Readonly<Partial<Record<Keys | Detail, unknown>>>;

/** Tells whether a fault decides the answer, so that later rules are not applied. */
export function decides(fault: Partly): boolean {
  return DECIDING.some((key) => fault[key] !== undefined);
}

/** Reports contradictions within one fault. */
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

/** Reports contradictions between a rule and its fault. */
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

/** Statuses that a fault can answer with, on any endpoint. */
export const FAULT_STATUSES = [400, 401, 403, 404, 409, 429, 500, 502, 503, 504] as const;

const PAGE_FAULTS = [
  ...(['malformed', 'garbled', 'empty', 'object', 'twice', 'noise'] as const),
  ...(['surrogate', 'latin1', 'nul', 'nan', 'nullGuid', 'noGuid'] as const),
] as const;
const EDITS = ['first', 'last', 'random', 'lastOfPreviousPage', 'firstOfThisPage'] as const;

export type PageFault = (typeof PAGE_FAULTS)[number];
export type EditedOrder = (typeof EDITS)[number];

const ordinal = z.int().min(1).optional();
const seconds = z.number().min(0).optional();

/* Node's timers cannot wait longer. */
const LONGEST_WAIT_MS = 2 ** 31 - 1;

const faultSchema = z
  .strictObject({
    status: z.literal(FAULT_STATUSES).optional(),
    body: z.enum(['json', 'html']).optional(),
    retryAfterSeconds: seconds,
    resetSeconds: seconds,
    connection: z.enum(CONNECTION_FAULTS).optional(),
    seconds: z
      .number()
      .min(0)
      .max(Math.floor(LONGEST_WAIT_MS / 1000))
      .optional(),
    page: z.enum(PAGE_FAULTS).optional(),
    token: z.literal('expire').optional(),
    delayMs: z.number().min(0).max(LONGEST_WAIT_MS).optional(),
    edit: z.enum(EDITS).optional(),
  })
  .superRefine(checkFault);

const ruleSchema = z
  .strictObject({
    endpoint: z.string().optional(),
    restaurant: z
      .string()
      .refine(isGuid, 'is not a GUID')
      .transform((guid) => guid.toLowerCase())
      .optional(),
    query: z.record(z.string(), z.string()).optional(),
    nth: ordinal,
    every: ordinal,
    from: ordinal,
    to: ordinal,
    chance: z.number().min(0).max(1).optional(),
    times: ordinal,
    fault: faultSchema,
  })
  .superRefine(checkRule)
  // These two concern a window of orders, whatever else the client reads.
  .transform((rule) =>
    rule.fault.edit !== undefined || rule.fault.page === 'twice'
      ? { ...rule, endpoint: ORDERS_BULK }
      : rule,
  );

const isoDuration = z.string().transform((text, context) => {
  const duration = Duration.fromISO(text);
  if (duration.isValid) return duration.toMillis();
  context.addIssue('is not an ISO 8601 duration, such as -PT5M');
  return z.NEVER;
});

const faultSetSchema = z.strictObject({
  clockOffset: isoDuration.optional(),
  token: z.strictObject({ calls: ordinal, seconds: z.number().gt(0).optional() }).optional(),
  rules: z.array(ruleSchema).readonly().default([]),
});

/**
 * The effects of a fault. All but `token`, `delayMs` and `edit` decide the answer and exclude each
 * other.
 */
export type Fault = z.input<typeof faultSchema>;

/** The calls that a fault applies to. A call must meet every condition that is given. */
export type FaultRule = z.input<typeof ruleSchema>;

/** A file of faults; docs/simulator.md describes each key. */
export type FaultSet = z.input<typeof faultSetSchema>;

export type CheckedRule = z.output<typeof ruleSchema>;
export type CheckedFaultSet = z.output<typeof faultSetSchema>;

/** Reads a set of faults. @throws RangeError that names each rule and key that is wrong. */
export function checkedFaultSet(value: unknown): CheckedFaultSet {
  const parsed = faultSetSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map(
    ({ path, message }) =>
      `${path.length === 0 ? 'the whole' : z.core.toDotPath(path)}: ${message}`,
  );
  throw new RangeError(`Invalid faults:\n${problems.join('\n')}`);
}

/**
 * Reads faults from a JSON file, without validating them.
 * @throws RangeError when the file cannot be read or is not JSON.
 */
export async function readFaults(file: string): Promise<FaultSet> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as FaultSet;
  } catch (cause) {
    const problem = cause instanceof SyntaxError ? 'is not valid JSON' : 'cannot be read';
    throw new RangeError(`${file} ${problem}: ${(cause as Error).message}`, { cause });
  }
}
