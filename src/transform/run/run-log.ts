import type { ModelRun } from '../../warehouse/state/model-state.js';
import type { Model } from '../project/model.js';
import type { BuildOutcome } from './builder.js';
import type { ModelRunResult, RunEvent } from './model-events.js';

export interface RunLogOptions {
  /** How many models are to be built. */
  readonly total: number;
  /** Epoch milliseconds. */
  readonly clock: () => number;
  readonly onEvent: (event: RunEvent) => void;
}

/** Times the builds of a run, reports them as events and keeps their results. */
export class RunLog {
  readonly #finished = new Map<string, { startedAt: number; result: ModelRunResult }>();
  #started = 0;

  constructor(private readonly options: RunLogOptions) {}

  /** Runs the build of a model and tells if it succeeded. */
  async build(model: Model, build: () => Promise<BuildOutcome>): Promise<boolean> {
    const { total, clock, onEvent } = this.options;
    const index = (this.#started += 1);
    const { materialization, relation } = describe(model);
    onEvent({ type: 'start', index, total, materialization, relation });
    const startedAt = clock();
    const outcome = await build();
    const seconds = (clock() - startedAt) / 1000;
    this.#finish(index, startedAt, { ...describe(model), ...outcome, seconds });
    return outcome.status === 'success';
  }

  /** Logs that a model was skipped. */
  skip(model: Model): void {
    const index = (this.#started += 1);
    const result = { ...describe(model), status: 'skipped', rows: null, seconds: 0 } as const;
    this.#finish(index, this.options.clock(), result);
  }

  /** Returns the result of a model; one that was not built is unchanged. */
  resultOf(model: Model): ModelRunResult {
    const unchanged = { ...describe(model), status: 'unchanged', rows: null, seconds: 0 } as const;
    return this.#finished.get(model.name)?.result ?? unchanged;
  }

  /** Returns the finished models as rows of `toast_meta.model_run`, in the order of finishing. */
  modelRuns(): ModelRun[] {
    return [...this.#finished.values()].map(({ startedAt, result }) => {
      const { model, materialization, status, rows, seconds, error } = result;
      return { model, materialization, status, rows, seconds, error: error?.message, startedAt };
    });
  }

  #finish(index: number, startedAt: number, result: ModelRunResult): void {
    const { total, onEvent } = this.options;
    this.#finished.set(result.model, { startedAt, result });
    onEvent({ type: 'finish', index, total, result });
  }
}

function describe({ name, config, relation }: Model) {
  return {
    model: name,
    materialization: config.materialized,
    schema: relation.schema,
    relation: relation.label,
  };
}
