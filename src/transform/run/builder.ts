import { ModelError, ToastError } from '../../errors.js';
import type { Connection } from '../../warehouse/engine/connection.js';
import type { Warehouse } from '../../warehouse/warehouse.js';
import { compileModel } from '../compile/compile.js';
import type { BuildPlan } from '../graph/build-plan.js';
import { locateError } from '../jinja/locate-error.js';
import type { Model, Project } from '../project/model.js';
import type { Catalog } from './catalog.js';
import { materialize } from './materialize/materialize.js';
import type { ModelRunResult } from './model-events.js';

export interface BuilderOptions {
  readonly warehouse: Warehouse;
  readonly project: Project;
  readonly fullRefresh: boolean;
  readonly catalog: Catalog;
  readonly plan: BuildPlan;
}

/** The outcome of the build of a model. */
export type BuildOutcome = Pick<ModelRunResult, 'status' | 'rows' | 'error'>;

/** Builds models, each in a session of its own; sessions are reused. Close it after the last build. */
export class Builder {
  readonly #idle: Connection[] = [];

  constructor(private readonly options: BuilderOptions) {}

  /** Compiles and materializes a model. An error of the model is an outcome, not an exception. */
  async build(model: Model): Promise<BuildOutcome> {
    const connection = this.#idle.pop() ?? (await this.options.warehouse.connect());
    try {
      return { status: 'success', rows: await this.#materialize(model, connection) };
    } catch (error) {
      if (!(error instanceof ToastError)) throw error;
      return { status: 'error', rows: null, error: explainModelError(error, model) };
    } finally {
      this.#idle.push(connection);
    }
  }

  close(): void {
    for (const connection of this.#idle) connection.close();
  }

  async #materialize(model: Model, connection: Connection): Promise<number | null> {
    const { project, fullRefresh, catalog, plan } = this.options;
    const { label } = model.relation;
    const definition = plan.fingerprints.get(model.name)?.definition;
    const incremental = !fullRefresh && isIncremental(model, catalog);
    const build = {
      connection,
      model,
      compiled: compileModel(project, model, { incremental, fullRefresh }),
      existing: catalog.relations.get(label),
      comments: catalog.comments.get(label),
      sameDefinition:
        definition !== undefined && catalog.fingerprints.get(label)?.definition === definition,
    };
    return materialize(build, incremental);
  }
}

/** Tells if a model has a table that a run adds rows to, instead of replacing it. */
export function isIncremental(
  { config, relation }: Pick<Model, 'config' | 'relation'>,
  { relations }: Pick<Catalog, 'relations'>,
): boolean {
  return config.materialized === 'incremental' && relations.get(relation.label) === 'table';
}

function explainModelError(error: ToastError, { file }: Model): ModelError {
  return error instanceof ModelError ? error : locateError(file, undefined, error);
}
