import { z } from 'zod';
import { isGuid } from '../guid.js';
import { defaultDatabase, type Configuration, type ReportSettings } from './configuration.js';
import { baseUrl } from './domain.js';
import { isKey } from './key.js';
import { publishKeys } from './publish.js';
import { duration, fileMode, secret } from './schema-types.js';
import { Secret } from './secret.js';
import { parseInstant } from './time-range.js';

const guid = z
  .string()
  .refine(isGuid, 'is not a GUID')
  .transform((text) => text.toLowerCase());

const instant = z.string().transform((text, context) => {
  const parsed = parseInstant(text);
  if (parsed !== undefined) return parsed;
  context.addIssue('is not an ISO 8601 date, such as 2026-01-01T00:00:00.000Z');
  return z.NEVER;
});

const host = z.string().transform((text, context) => {
  try {
    return baseUrl(text);
  } catch (error) {
    context.addIssue(error instanceof Error ? error.message : String(error));
    return z.NEVER;
  }
});

const fernetKey = z
  .string()
  .refine(isKey, 'is not 32 bytes in URL-safe base64')
  .transform((text) => new Secret(text));

/* Environment variables are text. */
const flag = z.union([z.boolean(), z.stringbool({ truthy: ['true'], falsy: ['false'] })], {
  error: 'is not true or false',
});

/** Validates the key `report`. */
export const reportSchema: z.ZodType<ReportSettings> = z.strictObject({
  folder: z.string().min(1),
  keepDays: z.coerce.number().int().min(1).max(36_500).optional(),
  restaurants: z.array(z.string().min(1)).min(1).optional(),
});

/**
 * Validates `configuration.json`: the reference connector's keys, unchanged, followed by optional
 * ones. Converts instants to epoch milliseconds, durations to milliseconds and `domain` to a base
 * URL, and wraps secrets.
 */
export const configurationSchema: z.ZodType<Configuration> = z.strictObject({
  clientId: z.string().min(1),
  clientSecret: secret,
  userAccessType: z.literal('TOAST_MACHINE_CLIENT').default('TOAST_MACHINE_CLIENT'),
  domain: host,
  initialSyncStart: instant,
  key: fernetKey,

  database: z.string().min(1).default(defaultDatabase),
  databaseMode: fileMode.optional(),
  wait: duration.prefault('0s'),
  restaurants: z.array(guid).min(1).optional(),
  managementGroup: guid.optional(),
  resources: z.array(z.string()).min(1).optional(),
  concurrency: z.coerce.number().int().min(1).max(128).default(32),
  windowDays: z.coerce.number().min(1).max(30).default(30),
  backfillPauseSeconds: z.coerce.number().min(0).max(600).default(5),
  overlapMinutes: z.coerce.number().min(0).max(1440).default(15),
  maxResponseMegabytes: z.coerce.number().min(1).max(1024).default(64),
  history: z
    .strictObject({
      orders: flag.default(false),
      timeEntries: flag.default(false),
      keepDays: z.coerce.number().int().min(1).max(36_500).optional(),
    })
    .prefault({}),
  privacy: z.strictObject({ guests: z.enum(['drop', 'hash', 'keep']) }).default({ guests: 'keep' }),
  ...publishKeys,
  report: reportSchema.optional(),
});
