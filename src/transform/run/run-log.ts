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

interface Finished {
  readonly startedAt: number;
  readonly index: number;
  /** Of all batches: the outcome of the last, with the sums of rows and seconds. */
  readonly result: ModelRunResult;
  /** Rows of the last batch. */
  readonly lastRows: number | null;
  /** Whether any batch succeeded. */
  readonly hasBuilt: boolean;
}

/** Times the builds of a run, reports them as events and keeps their results. */
export class RunLog {
  readonly #finished = new Map<string, Finished>();
  #started = 0;

  constructor(private readonly options: RunLogOptions) {}

  /** Runs the build of a model with a batch, counted from 1, and tells if it succeeded. */
  async build(model: Model, batch: number, build: () => Promise<BuildOutcome>): Promise<boolean> {
    const { total, clock, onEvent } = this.options;
    const index = this.#indexOf(model);
    const { materialization, relation } = describe(model);
    onEvent({ type: 'start', index, total, ...numbered(batch), materialization, relation });
    const startedAt = clock();
    const outcome = await build();
    const seconds = (clock() - startedAt) / 1000;
    this.#finish({ index, batch, startedAt }, { ...describe(model), ...outcome, seconds });
    return outcome.status === 'success';
  }

  /** Logs that a model was skipped. */
  skip(model: Model, batch: number): void {
    const place = { index: this.#indexOf(model), batch, startedAt: this.options.clock() };
    this.#finish(place, { ...describe(model), status: 'skipped', rows: null, seconds: 0 });
  }

  /** Returns the result of a model; one that was not built is unchanged. */
  resultOf(model: Model): ModelRunResult {
    const unchanged = { ...describe(model), status: 'unchanged', rows: null, seconds: 0 } as const;
    return this.#finished.get(model.name)?.result ?? unchanged;
  }

  /** Returns the number of rows that a model had in its last batch. */
  lastRows(model: Model): number | null {
    return this.#finished.get(model.name)?.lastRows ?? null;
  }

  /** Tells if a model was built with at least one batch, whatever came of the others. */
  hasBuilt(model: Model): boolean {
    return this.#finished.get(model.name)?.hasBuilt ?? false;
  }

  /** Returns the finished models as rows of `toast_meta.model_run`, in the order of finishing. */
  modelRuns(): ModelRun[] {
    return [...this.#finished.values()].map(({ startedAt, result }) => {
      const { model, materialization, status, rows, seconds, error } = result;
      return { model, materialization, status, rows, seconds, error: error?.message, startedAt };
    });
  }

  #indexOf({ name }: Model): number {
    return this.#finished.get(name)?.index ?? (this.#started += 1);
  }

  #finish(
    { index, batch, startedAt }: { index: number; batch: number; startedAt: number },
    result: ModelRunResult,
  ): void {
    const { total, onEvent } = this.options;
    const before = this.#finished.get(result.model);
    const earlier = before?.result.rows ?? null;
    const rows = earlier === null ? result.rows : earlier + (result.rows ?? 0);
    const seconds = (before?.result.seconds ?? 0) + result.seconds;
    this.#finished.set(result.model, {
      startedAt: before?.startedAt ?? startedAt,
      index,
      result: { ...result, rows, seconds },
      lastRows: result.rows,
      hasBuilt: result.status === 'success' || before?.hasBuilt === true,
    });
    onEvent({ type: 'finish', index, total, ...numbered(batch), result });
  }
}

function numbered(batch: number): { batch?: number } {
  return batch > 1 ? { batch } : {};
}

function describe({ name, config, relation }: Model) {
  return {
    model: name,
    materialization: config.materialized,
    schema: relation.schema,
    relation: relation.label,
  };
}
