import { ModelError, ToastError } from '../../errors.js';
import type { Connection } from '../../warehouse/engine/connection.js';
import { smallBytes } from '../../warehouse/engine/small-database.js';
import { isOutOfMemory, trimCache, type MemoryLimit } from '../../warehouse/memory/memory-limit.js';
import type { Warehouse } from '../../warehouse/warehouse.js';
import { compileModel } from '../compile/compile.js';
import type { BuildPlan, CatalogState } from '../graph/build-plan.js';
import { locateError } from '../jinja/locate-error.js';
import type { Model, Project } from '../project/model.js';
import { materialize } from './materialize/materialize.js';
import type { ModelRunResult } from './model-events.js';

export interface BuilderOptions {
  readonly warehouse: Warehouse;
  /** Size of the database when the run starts. */
  readonly bytes: number;
  readonly project: Project;
  readonly fullRefresh: boolean;
  readonly runId: string;
  readonly catalog: CatalogState;
  readonly plan: BuildPlan;
  /** Aborting it stops the statements that are running. */
  readonly signal?: AbortSignal | undefined;
  readonly memory: MemoryLimit;
}

/** Which batch a model is built with. */
export interface BatchOptions {
  /** From 1; a model that is not fed in batches has one only. */
  readonly batch: number;
  /** Names of the models that are built with this batch. */
  readonly selected: readonly string[];
}

/** The outcome of the build of a model. */
export type BuildOutcome = Pick<ModelRunResult, 'status' | 'rows' | 'error'>;

/* A batch hardly reads what the one before has written, except for the ends of tables. */
const cacheMegabytes = 64;

/** Builds models, each in a session of its own; sessions are reused. Close it after the last build. */
export class Builder {
  readonly #idle: Connection[] = [];

  constructor(private readonly options: BuilderOptions) {}

  /**
   * Compiles and materializes a model. One that does not fit into the limit of memory is built again as an
   * exception to it. An error of the model is an outcome, not an exception.
   * @throws the reason of the signal when it aborts; the relation is then as it was.
   */
  async build(model: Model, batch: BatchOptions): Promise<BuildOutcome> {
    const { memory } = this.options;
    const outcome = await this.#attempt(model, batch);
    if (!memory.isLower || !isOutOfMemory(outcome.error)) return outcome;
    return memory.except(() => this.#attempt(model, batch));
  }

  /**
   * Frees what the engine keeps of the file, unless the database is small. Then it is mostly the ends of
   * tables that have not been written to the file yet: each would become a temporary file, which the next
   * model that reads the table reads back. Call it when no model is being built.
   */
  async trimCache(): Promise<void> {
    if (this.options.bytes < smallBytes) return;
    await this.#withConnection((connection) => trimCache(connection, cacheMegabytes));
  }

  /** Drops the tables of models, so that their memory serves others. */
  async drop(models: readonly Model[]): Promise<void> {
    if (models.length === 0) return;
    await this.#withConnection(async (connection) => {
      for (const { relation } of models) await connection.run(`drop table if exists ${relation}`);
    });
  }

  close(): void {
    for (const connection of this.#idle) connection.close();
  }

  async #attempt(model: Model, batch: BatchOptions): Promise<BuildOutcome> {
    try {
      const rows = await this.#withConnection((connection) => {
        return this.#materialize(model, batch, connection);
      });
      return { status: 'success', rows };
    } catch (error) {
      this.options.signal?.throwIfAborted();
      if (!(error instanceof ToastError)) throw error;
      return { status: 'error', rows: null, error: explainModelError(error, model) };
    }
  }

  async #withConnection<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    const { warehouse, signal } = this.options;
    const connection = this.#idle.pop() ?? (await warehouse.connect(signal));
    try {
      return await work(connection);
    } finally {
      this.#idle.push(connection);
    }
  }

  async #materialize(
    model: Model,
    { batch, selected }: BatchOptions,
    connection: Connection,
  ): Promise<number | null> {
    const { project, catalog, plan, runId } = this.options;
    const { label, database } = model.relation;
    const definition = plan.fingerprints.get(model.name)?.definition;
    /* The batches before have built the table of an incremental model, from this definition; their
       transient tables have been dropped. */
    const isContinued = batch > 1 && database === undefined;
    const found = batch === 1 ? catalog.relations.get(label) : undefined;
    const sameDefinition =
      isContinued ||
      (definition !== undefined && catalog.fingerprints.get(label)?.definition === definition);
    const fullRefresh = batch === 1 && this.options.fullRefresh;
    const incremental =
      isContinued ||
      (isIncremental(model, catalog) && !isInFull(model, fullRefresh, sameDefinition));
    const build = {
      connection,
      model,
      compiled: compileModel(project, model, { incremental, fullRefresh, selected, runId }),
      existing: isContinued ? 'table' : found,
      sameDefinition,
    } as const;
    return materialize(build, incremental);
  }
}

/** Tells if a model has a table that a run adds rows to, instead of replacing it. */
export function isIncremental(
  { config, relation }: Pick<Model, 'config' | 'relation'>,
  { relations }: Pick<CatalogState, 'relations'>,
): boolean {
  return config.materialized === 'incremental' && relations.get(relation.label) === 'table';
}

/* The model's own setting counts more than the run's, as in dbt; `flags.FULL_REFRESH` is always the run's. */
function isInFull({ config }: Model, fullRefresh: boolean, sameDefinition: boolean): boolean {
  return config.fullRefresh ?? (fullRefresh || (config.rebuildRedefined && !sameDefinition));
}

function explainModelError(error: ToastError, { file }: Model): ModelError {
  return error instanceof ModelError ? error : locateError(file, undefined, error);
}
