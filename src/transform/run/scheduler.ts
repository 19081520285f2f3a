import pLimit from 'p-limit';
import type { Graph } from '../graph/graph.js';

export interface Schedule<Task> {
  readonly graph: Pick<Graph, 'order' | 'parents'>;
  /** The tasks to run by their name in the graph. Names without a task only pass failures on. */
  readonly tasks: ReadonlyMap<string, Task>;
  /** Names without a task that failed before: what depends on them is skipped. */
  readonly failed?: ReadonlySet<string>;
  /** How many tasks run at a time. */
  readonly concurrency: number;
  /** Runs a task and tells if it succeeded. */
  readonly run: (task: Task) => Promise<boolean>;
  /** Is called instead of `run` for a task that depends on one that failed. */
  readonly skip: (task: Task) => void;
}

/**
 * Runs tasks in the order of a graph, each as soon as those that it depends on have succeeded. Tasks
 * that depend on a failed one, directly or not, are skipped; all others run.
 * @throws the first error that `run` or `skip` threw, after all tasks that do not depend on it ended.
 */
export async function runSchedule<Task>(schedule: Schedule<Task>): Promise<void> {
  const { graph, tasks, failed, concurrency, run, skip } = schedule;
  const limit = pLimit(concurrency);
  const successes = new Map<string, Promise<boolean>>();
  const runAfter = async (name: string, parents: readonly Promise<boolean>[]) => {
    const ready = (await Promise.all(parents)).every(Boolean);
    const task = tasks.get(name);
    if (task === undefined) return ready && failed?.has(name) !== true;
    if (ready) return limit(() => run(task));
    skip(task);
    return false;
  };
  for (const name of graph.order) {
    const parents = (graph.parents.get(name) ?? [])
      .map((parent) => successes.get(parent))
      .filter((success) => success !== undefined);
    successes.set(name, runAfter(name, parents));
  }
  const outcomes = await Promise.allSettled(successes.values());
  const failure = outcomes.find((outcome) => outcome.status === 'rejected');
  if (failure !== undefined) throw failure.reason;
}
