import type { PublishSettings } from '../../config/publish.js';
import { DatabaseError, ToastError } from '../../errors.js';
import type { Runtime } from '../../runtime.js';
import type { Project } from '../../transform/project/model.js';
import {
  isOutOfMemory,
  withMemoryLimit,
  type MemoryLimit,
} from '../../warehouse/memory/memory-limit.js';
import type { Warehouse } from '../../warehouse/warehouse.js';
import { planTables, type PublishPlan } from '../plan/plan-tables.js';
import type { PublishEvent, PublishResult } from '../publisher.js';
import { Source } from '../source/source.js';
import type { PublishTarget } from '../target.js';
import { publisherOf } from './publishers.js';

/*
 * What does not fit is spilled to the disk; what cannot be spilled is published once more without the limit.
 * The process takes about 750 MB in addition. Sorting the largest view of 500,000 orders for Parquet took
 * 5 s of CPU without a limit, 7 s with 800 MB and 16 s with 500 MB.
 */
const usualMegabytes = 700;

export interface PublishOptions {
  /** Open for reading. */
  readonly warehouse: Warehouse;
  readonly project: Project;
  readonly targets: readonly PublishTarget[];
  readonly settings: Pick<PublishSettings, 's3' | 'extensionDirectory'>;
  readonly full: boolean;
  readonly dryRun: boolean;
  readonly verify: boolean;
  /** Returns how long to wait for other publishers of a target, in milliseconds. */
  readonly waitMs: (target: PublishTarget) => number;
  readonly signal: AbortSignal;
  readonly runtime: Runtime;
  readonly onEvent: (target: PublishTarget, event: PublishEvent) => void;
  /** Memory that the engine uses as long as it can do with it; for tests. */
  readonly megabytes?: number;
}

/** What came of one target: its result, or the error that kept it as it was. */
export interface TargetOutcome {
  readonly target: PublishTarget;
  readonly result?: PublishResult;
  /** What of the database it gets. */
  readonly plan?: PublishPlan;
  readonly error?: ToastError;
}

/**
 * Publishes to one target after the other. One that fails does not keep the others from being published to.
 * @throws the reason of the signal when it aborts; what is not a ToastError: a bug.
 */
export async function publishTargets(options: PublishOptions): Promise<TargetOutcome[]> {
  const { warehouse, project, targets, signal, megabytes = usualMegabytes } = options;
  const source = await Source.open({ warehouse, project, signal });
  try {
    return await withMemoryLimit(source.connection, megabytes, async (limit) => {
      const outcomes: TargetOutcome[] = [];
      for (const target of targets) outcomes.push(await attempt(source, target, options, limit));
      return outcomes;
    });
  } finally {
    source.close();
  }
}

async function attempt(
  source: Source,
  target: PublishTarget,
  options: PublishOptions,
  limit: MemoryLimit,
): Promise<TargetOutcome> {
  const { settings, full, dryRun, verify, signal, runtime, onEvent } = options;
  try {
    const publisher = await publisherOf(target);
    const plan = planTables(source.relations, target);
    if (plan.tables.length === 0) {
      throw new DatabaseError(`${source.path} has no tables to publish.`, {
        suggestion: 'Run `toast transform` first, or leave fewer tables out with `exclude`.',
      });
    }
    onEvent(target, { type: 'started' });
    const publish = () =>
      publisher.publish({
        ...{ source, target, settings, full, dryRun, verify, signal, runtime },
        tables: plan.tables,
        waitMs: options.waitMs(target),
        onEvent: (event) => onEvent(target, event),
      });
    const result = await publish().catch((error: unknown) => {
      if (!limit.isLower || !isOutOfMemory(error)) throw error;
      return limit.except(publish);
    });
    return { target, plan, result };
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof ToastError)) throw error;
    return { target, error };
  }
}
