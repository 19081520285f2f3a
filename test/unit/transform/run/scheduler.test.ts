import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createGraph } from '../../../../src/transform/graph/graph.js';
import { runSchedule } from '../../../../src/transform/run/scheduler.js';

/** Runs tasks named like their models, those in `failing` without success. Gives what happened. */
async function run(
  reads: Readonly<Record<string, readonly string[]>>,
  { failing = [] as string[], without = [] as string[], concurrency = 2 } = {},
) {
  const graph = createGraph(Object.entries(reads).map(([name, refs]) => ({ name, refs })));
  const tasks = graph.order.filter((name) => !without.includes(name));
  const log: string[] = [];
  let running = 0;
  let mostRunning = 0;
  await runSchedule({
    graph,
    tasks: new Map(tasks.map((name) => [name, name])),
    concurrency,
    run: async (name) => {
      log.push(`start ${name}`);
      mostRunning = Math.max(mostRunning, (running += 1));
      await new Promise((resolve) => setImmediate(resolve));
      running -= 1;
      log.push(`end ${name}`);
      return !failing.includes(name);
    },
    skip: (name) => void log.push(`skip ${name}`),
  });
  return { log, mostRunning };
}

/** Generates models m0, m1, … each reading some with smaller numbers. */
const acyclic = fc
  .array(fc.array(fc.nat()), { maxLength: 10 })
  .map((reads) =>
    Object.fromEntries(
      reads.map((picks, i) => [
        `m${i}`,
        i === 0 ? [] : [...new Set(picks.map((pick) => `m${pick % i}`))],
      ]),
    ),
  );

describe('the scheduler', () => {
  it('starts a task after all those that it depends on have ended', async () => {
    await fc.assert(
      fc.asyncProperty(acyclic, fc.integer({ min: 1, max: 4 }), async (reads, concurrency) => {
        const { log, mostRunning } = await run(reads, { concurrency });
        for (const [name, parents] of Object.entries(reads)) {
          for (const parent of parents) {
            expect(log.indexOf(`end ${parent}`)).toBeLessThan(log.indexOf(`start ${name}`));
          }
        }
        expect(log).toHaveLength(2 * Object.keys(reads).length);
        expect(mostRunning).toBeLessThanOrEqual(concurrency);
      }),
    );
  });

  it('runs as many tasks at a time as it may', async () => {
    const { mostRunning } = await run({ a: [], b: [], c: [], d: [] }, { concurrency: 3 });
    expect(mostRunning).toBe(3);
  });

  it('skips the tasks that depend on a failed one, directly or not, and runs all others', async () => {
    const reads = { bad: [], child: ['bad'], grandchild: ['child', 'good'], good: [] };
    const { log } = await run(reads, { failing: ['bad'] });
    expect([...log].sort()).toEqual([
      'end bad',
      'end good',
      'skip child',
      'skip grandchild',
      'start bad',
      'start good',
    ]);
  });

  it('passes a failure on through names without a task', async () => {
    const reads = { bad: [], between: ['bad'], child: ['between'] };
    const { log } = await run(reads, { failing: ['bad'], without: ['between'] });
    expect(log).toEqual(['start bad', 'end bad', 'skip child']);
  });

  it('throws what a task threw after the other tasks have ended', async () => {
    const graph = createGraph([
      { name: 'broken', refs: [] },
      { name: 'child', refs: ['broken'] },
      { name: 'slow', refs: [] },
    ]);
    const ended: string[] = [];
    const running = runSchedule({
      graph,
      tasks: new Map(graph.order.map((name) => [name, name])),
      concurrency: 2,
      run: async (name) => {
        if (name === 'broken') throw new Error('out of order');
        await new Promise((resolve) => setImmediate(resolve));
        ended.push(name);
        return true;
      },
      skip: (name) => void ended.push(`skip ${name}`),
    });
    await expect(running).rejects.toThrow('out of order');
    expect(ended).toEqual(['slow']);
  });
});
