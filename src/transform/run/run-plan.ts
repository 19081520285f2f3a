import type { BatchGroup } from '../graph/batch-groups.js';
import { findBatchGroups } from '../graph/batch-groups.js';
import type { BuildPlan } from '../graph/build-plan.js';
import { reach, type Graph } from '../graph/graph.js';
import { isTransient } from '../graph/transient-parents.js';
import { TransientReaders } from '../graph/transient-readers.js';
import type { Model, Project } from '../project/model.js';
import type { Builder } from './builder.js';
import type { RunLog } from './run-log.js';
import { runSchedule } from './scheduler.js';

export interface PlanRun {
  readonly project: Project;
  readonly graph: Graph;
  readonly plan: BuildPlan;
  /** How many models are built at a time. */
  readonly threads: number;
  readonly builder: Builder;
  readonly log: RunLog;
  /** Aborting it ends the run: no more models are started. */
  readonly signal?: AbortSignal | undefined;
  /** Keeps the transient tables of the last batch, for data tests of them. */
  readonly keepTransient: boolean;
}

/**
 * Builds the models of a plan. Models that are fed by a batch are built once per batch, until a batch is
 * not full; those that read them come after the last batch. A model that fails is left out of the batches
 * that follow, and the others go on: its own state tells the next run what it lacks.
 * @throws the reason of the signal when it aborts.
 */
export async function runPlan(run: PlanRun): Promise<void> {
  const { project, graph, plan } = run;
  const groups = findBatchGroups(plan.models, graph, project.models);
  const members = new Set(groups.flatMap((group) => group.members.map(({ name }) => name)));
  const below = new Set([...members].flatMap((name) => [...reach(graph.children, name)]));
  const isLater = ({ name }: Model) => below.has(name) && !members.has(name);
  const failed = new Set<string>();
  await runRound(
    run,
    plan.models.filter((model) => !isLater(model)),
    { batch: 1, failed },
  );
  for (const group of groups) await runBatches(run, group, failed);
  await runRound(run, plan.models.filter(isLater), { batch: 1, failed });
}

async function runBatches(run: PlanRun, group: BatchGroup, failed: Set<string>): Promise<void> {
  const { builder, log } = run;
  const limit = group.batch.config.batchRows ?? Infinity;
  for (let batch = 2; ; batch += 1) {
    const models = group.members.filter(({ name }) => !failed.has(name));
    const isDue = models.includes(group.batch) && (log.lastRows(group.batch) ?? 0) >= limit;
    if (!isDue || models.every(isTransient)) return;
    if (run.keepTransient) await builder.drop(group.members.filter(isTransient));
    await runRound(run, models, { batch, failed });
  }
}

interface Round {
  readonly batch: number;
  /** Names of the models that failed or were skipped, to which those of this round are added. */
  readonly failed: Set<string>;
}

/*
 * Starts with an empty cache: what the rounds before have read would add up, and is read again by few models
 * of this one.
 */
async function runRound(
  { project, graph, plan, threads, builder, log, keepTransient, signal }: PlanRun,
  models: readonly Model[],
  { batch, failed }: Round,
): Promise<void> {
  const readers = new TransientReaders(keepTransient ? [] : models, graph, project.models);
  if (models.length > 0) await builder.trimCache();
  const selected = (batch === 1 ? plan.models : models).map(({ name }) => name);
  await runSchedule({
    graph,
    tasks: new Map(models.map((model) => [model.name, model])),
    failed: new Set(failed),
    concurrency: threads,
    run: async (model) => {
      signal?.throwIfAborted();
      const succeeded = await log.build(model, batch, () => {
        return builder.build(model, { batch, selected });
      });
      if (!succeeded) failed.add(model.name);
      readers.finish(model.name);
      await builder.drop(readers.takeUnread());
      return succeeded;
    },
    skip: (model) => {
      failed.add(model.name);
      readers.finish(model.name);
      log.skip(model, batch);
    },
  });
  await builder.drop(readers.takeUnread());
}
