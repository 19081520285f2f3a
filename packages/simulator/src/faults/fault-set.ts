import { Duration } from 'luxon';
import { z } from 'zod';
import { ORDERS_BULK } from '../endpoints/orders.js';
import { isGuid } from '../guid.js';
import { checkFault, checkRule } from './consistency.js';

/** Statuses that a fault can answer with; 401, 403 and 503 are not for one kind of endpoint only. */
export const FAULT_STATUSES = [400, 401, 403, 404, 409, 429, 500, 502, 503, 504] as const;

/** What can happen to a connection: see docs/simulator.md. */
export const CONNECTION_FAULTS = ['refused', 'reset', 'half', 'halfChunked', 'stall'] as const;

const PAGE_FAULTS = ['malformed', 'garbled', 'empty', 'object', 'twice'] as const;
const EDITS = ['first', 'last', 'random', 'lastOfPreviousPage', 'firstOfThisPage'] as const;

export type ConnectionFault = (typeof CONNECTION_FAULTS)[number];
export type PageFault = (typeof PAGE_FAULTS)[number];
export type EditedOrder = (typeof EDITS)[number];

const ordinal = z.int().min(1).optional();
const seconds = z.number().min(0).optional();

const faultSchema = z
  .strictObject({
    status: z.literal(FAULT_STATUSES).optional(),
    body: z.enum(['json', 'html']).optional(),
    retryAfterSeconds: seconds,
    resetSeconds: seconds,
    connection: z.enum(CONNECTION_FAULTS).optional(),
    seconds,
    page: z.enum(PAGE_FAULTS).optional(),
    token: z.literal('expire').optional(),
    delayMs: z.number().min(0).optional(),
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
  // These two are about a window of orders, whatever else the client reads.
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

/** What a fault does; all but `token`, `delayMs` and `edit` decide the answer, and exclude each other. */
export type Fault = z.input<typeof faultSchema>;

/** Which calls a fault strikes. Everything absent holds for any call; all that is given must hold. */
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
  throw new RangeError(`The faults cannot be used.\n${problems.join('\n')}`);
}
