import pLimit from 'p-limit';
import { ToastError, ModelError } from '../../errors.js';
import { compact } from '../../warehouse/storage/compact.js';
import type { Connection } from '../../warehouse/engine/connection.js';
import type { Warehouse } from '../../warehouse/warehouse.js';
import { withBatch } from '../graph/transient-parents.js';
import { compileModel } from '../compile/compile.js';
import {
  forgetBuildFingerprints,
  loadBuildFingerprints,
  modelRunTable,
  recordModelRuns,
  saveBuildFingerprints,
  type BuildFingerprint,
} from '../../warehouse/state/model-state.js';
import { existingRelations } from './catalog.js';
import { findChanges, type Changes, type Present } from '../graph/build-plan.js';
import { buildGraph } from '../graph/graph.js';
import { landedSources } from './source-freshness.js';
import { existingComments, type Comments } from './materialize/comments.js';
import { materialize } from './materialize/materialize.js';
import type { Model, Project } from '../project/model.js';
import type { ModelRunResult, RunEvent } from './model-events.js';
import { selectModels, type Selection } from '../graph/select.js';

export interface RunOptions extends Selection {
  /** Opened for writing. */
  readonly warehouse: Warehouse;
  readonly project: Project;
  readonly fullRefresh: boolean;
  /** How many models are built at a time. */
  readonly threads: number;
  readonly runId: string;
  /** Epoch milliseconds. */
  readonly clock: () => number;
  readonly onEvent: (event: RunEvent) => void;
}

/**
 * Builds the selected models and the staging tables they read, each as soon as those it reads are
 * done; what would come out as it is (findChanges) is left, unless everything is to be refreshed. What depends on a failed model is skipped; everything else finishes. Gives one result per
 * model, in the order of the graph.
 * @throws UsageError on a selector that chooses nothing, ModelError when the project's references
 *   lead nowhere or in a circle; a model that fails is a result, not an exception.
 */
export async function runModels(options: RunOptions): Promise<ModelRunResult[]> {
  const { warehouse, project, clock, onEvent } = options;
  const graph = buildGraph(project);
  const selected = selectModels(project.models, graph, options);
  const began = clock();
  return warehouse.with(async (connection) => {
    const present = await readPresent(connection, project);
    const changes = findChanges(project, graph, new Set(selected), present);
    const due = withBatch(options.fullRefresh ? selected : changes.changed, graph, project.models);
    const models = relations(due, project);
    await createSchemas(connection, models);
    if (models.length > 0 && !options.fullRefresh) {
      const grown = models.filter((model) => isIncremental(model, present.existing));
      await compact(
        connection,
        [...grown.map(({ relation }) => relation), modelRunTable],
        'modelled',
      );
    }
    await forgetBuildFingerprints(
      connection,
      models.map(({ relation }) => relation.label),
    );
    const run = new Run(options, { ...present, ...changes }, models.length);
    const chosen = new Map(models.map((model) => [model.name, model]));
    const limit = pLimit(options.threads);
    /* Settles to whether everything up to here went well; those not chosen pass it on. */
    const tasks = new Map<string, Promise<boolean>>();
    for (const name of graph.order) {
      const parents = (graph.parents.get(name) ?? []).map((parent) => {
        return tasks.get(parent) ?? Promise.resolve(true);
      });
      const task = Promise.all(parents).then((outcomes) => {
        const well = outcomes.every(Boolean);
        const model = chosen.get(name);
        if (model === undefined) return well;
        return well ? limit(() => run.build(model)) : run.skip(model);
      });
      tasks.set(name, task);
    }
    try {
      const settled = await Promise.allSettled([...tasks.values()]);
      const broken = settled.find((outcome) => outcome.status === 'rejected');
      if (broken !== undefined) throw broken.reason;
    } finally {
      run.close();
      await recordModelRuns(connection, options.runId, [...run.ended.values()].map(toModelRun));
      await saveBuildFingerprints(connection, run.built(models));
    }
    const concerned = new Set([...selected, ...due]);
    const results = relations(graph.order, project)
      .filter(({ name }) => concerned.has(name))
      .map((model) => run.ended.get(model.name)?.result ?? unchanged(model));
    onEvent({ type: 'done', results, seconds: (clock() - began) / 1000 });
    return results;
  });
}

async function readPresent(connection: Connection, project: Project) {
  const existing = await existingRelations(connection);
  return {
    existing,
    comments: await existingComments(connection),
    built: await loadBuildFingerprints(connection),
    landed: await landedSources(connection, project, existing),
  };
}

/** The models of these names that stand in the database under a name of their own. */
function relations(names: readonly string[], { models }: Project): Model[] {
  return names
    .map((name) => models.get(name))
    .filter((model) => model !== undefined)
    .filter(({ config }) => config.materialized !== 'ephemeral');
}

async function createSchemas(connection: Connection, models: readonly Model[]) {
  for (const schema of new Set(models.map(({ relation }) => relation.quotedSchema))) {
    await connection.run(`create schema if not exists ${schema}`);
  }
}

/** Whether there is a table that a run adds to. */
function isIncremental({ config, relation }: Model, existing: Present['existing']): boolean {
  return config.materialized === 'incremental' && existing.get(relation.label) === 'table';
}

interface Ended {
  readonly startedAt: number;
  readonly result: ModelRunResult;
}

function toModelRun({ startedAt, result }: Ended) {
  const { model, materialization, status, rows, seconds, error } = result;
  return { model, materialization, status, rows, seconds, error: error?.message, startedAt };
}

interface Start extends Present, Changes {
  readonly comments: ReadonlyMap<string, Comments>;
}

class Run {
  /** How each model ended, by name. */
  readonly ended = new Map<string, Ended>();
  #started = 0;
  readonly #idle: Connection[] = [];

  constructor(
    private readonly options: RunOptions,
    private readonly start: Start,
    private readonly total: number,
  ) {}

  /** Builds a model and gives whether it went well. */
  async build(model: Model): Promise<boolean> {
    const { onEvent, clock, warehouse } = this.options;
    const index = (this.#started += 1);
    const { materialized: materialization } = model.config;
    const { label: relation } = model.relation;
    onEvent({ type: 'start', index, total: this.total, materialization, relation });
    const connection = this.#idle.pop() ?? (await warehouse.connect());
    const startedAt = clock();
    const outcome = await this.#attempt(model, connection).finally(() => {
      this.#idle.push(connection);
    });
    const result = { ...base(model), ...outcome, seconds: (clock() - startedAt) / 1000 };
    this.#finish(model, index, startedAt, result);
    return result.status === 'success';
  }

  skip(model: Model): boolean {
    const index = (this.#started += 1);
    const result = { ...base(model), status: 'skipped', rows: null, seconds: 0 } as const;
    this.#finish(model, index, this.options.clock(), result);
    return false;
  }

  /** What the tables of these models stand on now, by `schema.name`: one that failed, on what it did. */
  built(models: readonly Model[]): Map<string, BuildFingerprint> {
    const built = new Map<string, BuildFingerprint>();
    for (const { name, relation } of models) {
      const { label, database } = relation;
      const well = this.ended.get(name)?.result.status === 'success';
      const fingerprint = well ? this.start.fingerprints.get(name) : this.start.built.get(label);
      if (database === undefined && fingerprint !== undefined) built.set(label, fingerprint);
    }
    return built;
  }

  close(): void {
    for (const connection of this.#idle) connection.close();
  }

  async #attempt(model: Model, connection: Connection) {
    const { project, fullRefresh } = this.options;
    const { label } = model.relation;
    const existing = this.start.existing.get(label);
    const comments = this.start.comments.get(label);
    const before = this.start.built.get(label);
    const definition = this.start.fingerprints.get(model.name)?.definition;
    const sameDefinition = definition !== undefined && before?.definition === definition;
    const incremental = isIncremental(model, this.start.existing) && !fullRefresh;
    try {
      const compiled = compileModel(project, model, { incremental, fullRefresh });
      const build = { connection, model, compiled, existing, comments, sameDefinition };
      const rows = await materialize(build, incremental);
      return { status: 'success', rows } as const;
    } catch (error) {
      if (!(error instanceof ToastError)) throw error;
      const reason =
        error instanceof ModelError
          ? error
          : new ModelError(`${model.file}: ${error.message}`, error);
      return { status: 'error', rows: null, error: reason } as const;
    }
  }

  #finish(model: Model, index: number, startedAt: number, result: ModelRunResult) {
    this.ended.set(model.name, { startedAt, result });
    this.options.onEvent({ type: 'finish', index, total: this.total, result });
  }
}

function unchanged(model: Model): ModelRunResult {
  return { ...base(model), status: 'unchanged', rows: null, seconds: 0 };
}

function base(model: Model) {
  return {
    model: model.name,
    materialization: model.config.materialized,
    schema: model.relation.schema,
    relation: model.relation.label,
  };
}
