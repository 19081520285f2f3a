import { ModelError, ToastError } from '../../errors.js';
import type { Connection } from '../../warehouse/engine/connection.js';
import type { Warehouse } from '../../warehouse/warehouse.js';
import { compileModel } from '../compile/compile.js';
import type { BuildPlan, CatalogState } from '../graph/build-plan.js';
import { locateError } from '../jinja/locate-error.js';
import type { Model, Project } from '../project/model.js';
import { materialize } from './materialize/materialize.js';
import type { ModelRunResult } from './model-events.js';

export interface BuilderOptions {
  readonly warehouse: Warehouse;
  readonly project: Project;
  readonly fullRefresh: boolean;
  readonly runId: string;
  readonly catalog: CatalogState;
  readonly plan: BuildPlan;
  /** Aborting it stops the statements that are running. */
  readonly signal?: AbortSignal | undefined;
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
   * Compiles and materializes a model. An error of the model is an outcome, not an exception.
   * @throws the reason of the signal when it aborts; the relation is then as it was.
   */
  async build(model: Model, batch: BatchOptions): Promise<BuildOutcome> {
    const { warehouse, signal } = this.options;
    const connection = this.#idle.pop() ?? (await warehouse.connect(signal));
    try {
      return { status: 'success', rows: await this.#materialize(model, batch, connection) };
    } catch (error) {
      signal?.throwIfAborted();
      if (!(error instanceof ToastError)) throw error;
      return { status: 'error', rows: null, error: explainModelError(error, model) };
    } finally {
      this.#idle.push(connection);
    }
  }

  /**
   * Frees the memory of a batch: drops the transient tables among models, and what the engine keeps of the
   * file, which would add up over all batches to the memory of the machine.
   */
  async endBatch(models: readonly Model[]): Promise<void> {
    const { warehouse, signal } = this.options;
    const connection = this.#idle.pop() ?? (await warehouse.connect(signal));
    for (const { config, relation } of models) {
      if (config.database !== undefined) await connection.run(`drop table if exists ${relation}`);
    }
    await connection.trimCache(cacheMegabytes);
    this.#idle.push(connection);
  }

  close(): void {
    for (const connection of this.#idle) connection.close();
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
