import type { Connection } from '../../warehouse/engine/connection.js';
import {
  countRunsWithRows,
  forgetBuildFingerprints,
  modelRunTable,
  pruneChangedDays,
  recordModelRuns,
  saveBuildFingerprints,
  type BuildFingerprint,
} from '../../warehouse/state/model-state.js';
import { withEngineThreads } from '../../warehouse/engine/engine-threads.js';
import { withMemoryLimit } from '../../warehouse/memory/memory-limit.js';
import { chooseCompression } from '../../warehouse/engine/small-database.js';
import { compact, type Table } from '../../warehouse/storage/compact.js';
import type { Warehouse } from '../../warehouse/warehouse.js';
import { builtModels, planBuild, type BuildPlan, type CatalogState } from '../graph/build-plan.js';
import { buildGraph, type Graph } from '../graph/graph.js';
import { selectModels, type Selection } from '../graph/select.js';
import type { Model, Project } from '../project/model.js';
import { Builder, isIncremental } from './builder.js';
import { loadCatalog } from './catalog.js';
import { persistDescriptions } from './materialize/comments.js';
import type { ModelRunResult, RunEvent } from './model-events.js';
import { hash } from '../../hash.js';
import { RunLog } from './run-log.js';
import { runPlan } from './run-plan.js';

export interface RunOptions extends Selection {
  /** Open for writing. */
  readonly warehouse: Warehouse;
  readonly project: Project;
  /** Rebuilds incremental tables from all data, and unchanged models too. */
  readonly fullRefresh: boolean;
  /** How many models are built at a time. */
  readonly threads: number;
  /**
   * Memory of the engine for each of them, 500 by default, unless the machine has less. It bounds what is
   * kept in case it is needed again, and what is not spilled: a model that needs more gets it.
   */
  readonly megabytesPerModel?: number;
  /** Keeps the last transient tables, for data tests of them. Otherwise, each goes after its last reader. */
  readonly keepTransient?: boolean;
  readonly runId: string;
  /** Epoch milliseconds. */
  readonly clock: () => number;
  readonly onEvent: (event: RunEvent) => void;
  /** Aborting it ends the run; models that were built are kept. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Builds the selected models and the staging tables that they read, each as soon as those it reads
 * are done; models that are fed in batches once per batch. Unchanged models are left as they are, except in
 * a full refresh. Models that depend on a failed one are skipped; all others are built. Returns one result
 * per model, in the order of the graph; a model that fails is a result, not an exception.
 * @throws the reason of the signal when it aborts; UsageError when a selector matches no model; ModelError
 *   when a model refers to one that does not exist, or models form a cycle.
 */
export async function runModels(options: RunOptions): Promise<ModelRunResult[]> {
  const { warehouse, project, select, exclude, threads } = options;
  const graph = buildGraph(project);
  const selected = selectModels(project.models, graph, { select, exclude });
  const work = { bytes: await warehouse.size(), statements: threads };
  return warehouse.with(async (connection) => {
    await chooseCompression(connection, work.bytes);
    return withEngineThreads(connection, work, () => {
      return runSelected(connection, selected, graph, { ...options, bytes: work.bytes });
    });
  });
}

/* Room for a batch of usual orders without spilling. */
const usualMegabytesPerModel = 500;

interface SizedRun extends RunOptions {
  /** Size of the database when the run starts. */
  readonly bytes: number;
}

async function runSelected(
  connection: Connection,
  selected: readonly string[],
  graph: Graph,
  options: SizedRun,
): Promise<ModelRunResult[]> {
  const { project, fullRefresh, runId, clock, onEvent } = options;
  const startedAt = clock();
  const catalog = await loadCatalog(connection, project);
  const plan = planBuild({ project, graph, selected, fullRefresh, catalog, hash });
  await prepare(connection, plan, catalog, fullRefresh);
  const log = new RunLog({ total: plan.models.length, clock, onEvent });
  try {
    await build(connection, { graph, plan, catalog, log }, options);
  } finally {
    await recordModelRuns(connection, runId, log.modelRuns());
  }
  await persistDescriptions(
    connection,
    plan.models.filter((model) => log.hasBuilt(model)),
  );
  /* Not after an exception: a model may then lack batches that it has not failed. */
  await saveBuildFingerprints(connection, currentFingerprints(plan, catalog, log));
  const names = new Set([...selected, ...plan.models.map(({ name }) => name)]);
  const results = builtModels(project, graph.order)
    .filter(({ name }) => names.has(name))
    .map((model) => log.resultOf(model));
  onEvent({ type: 'done', results, seconds: (clock() - startedAt) / 1000 });
  return results;
}

interface Planned {
  readonly graph: Graph;
  readonly plan: BuildPlan;
  readonly catalog: CatalogState;
  readonly log: RunLog;
}

async function build(
  connection: Connection,
  { graph, plan, catalog, log }: Planned,
  options: SizedRun,
): Promise<void> {
  const { warehouse, bytes, project, fullRefresh, threads, runId, signal } = options;
  const { keepTransient = false, megabytesPerModel = usualMegabytesPerModel } = options;
  await withMemoryLimit(connection, threads * megabytesPerModel, async (memory) => {
    const builder = new Builder({
      ...{ warehouse, bytes, project, fullRefresh, runId, catalog, plan, memory, signal },
    });
    try {
      await runPlan({ project, graph, plan, threads, builder, log, keepTransient, signal });
    } finally {
      builder.close();
    }
  });
}

/*
 * Creates the schemas, reclaims the space of replaced rows in tables that the run adds to, and forgets
 * what the models were built from, so that a run that is killed leaves none of them as unchanged.
 */
async function prepare(
  connection: Connection,
  { models }: BuildPlan,
  catalog: CatalogState,
  fullRefresh: boolean,
): Promise<void> {
  for (const schema of new Set(models.map(({ relation }) => relation.quotedSchema))) {
    await connection.run(`create schema if not exists ${schema}`);
  }
  if (models.length > 0 && !fullRefresh) {
    await reclaimSpace(
      connection,
      models.filter((model) => isIncremental(model, catalog)),
    );
  }
  const labels = models.map(({ relation }) => relation.label);
  await forgetBuildFingerprints(connection, labels);
  await pruneChangedDays(connection);
}

/* A run adds one small row group to each table that it adds to, and compacting takes three. */
const runsBetweenLooks = 3;

async function reclaimSpace(connection: Connection, growing: readonly Model[]): Promise<void> {
  const runs = await countRunsWithRows(connection);
  const due = growing.filter(({ name }) => (runs.get(name) ?? 0) % runsBetweenLooks === 0);
  const dueTables = new Set<Table>([...due.map(({ relation }) => relation), modelRunTable]);
  const tables = [...growing.map(({ relation }) => relation), modelRunTable];
  await compact(connection, tables, 'modelled', (table) => dueTables.has(table));
}

/*
 * Returns the fingerprint of each relation after the run. A failed build has left the old relation, unless
 * an earlier batch had changed it.
 */
function currentFingerprints(
  { models, fingerprints }: BuildPlan,
  catalog: CatalogState,
  log: RunLog,
): Map<string, BuildFingerprint> {
  const current = new Map<string, BuildFingerprint>();
  for (const model of models) {
    const { label, database } = model.relation;
    const isBuilt = log.resultOf(model).status === 'success';
    const old = log.hasBuilt(model) ? undefined : catalog.fingerprints.get(label);
    const fingerprint = isBuilt ? fingerprints.get(model.name) : old;
    if (database === undefined && fingerprint !== undefined) current.set(label, fingerprint);
  }
  return current;
}
