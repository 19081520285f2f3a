import { expect, it } from 'vitest';
import { runEvery } from '../../../src/pipeline/every.js';
import { VirtualRuntime } from '../../support/virtual-runtime.js';

const minute = 60_000;

interface Scenario {
  readonly rounds: number;
  /** How long each round takes, in milliseconds. */
  readonly takes?: (runtime: VirtualRuntime) => void;
}

/* Half of the jitter of a tenth: the runtime's random number is 0.5. */
async function startsOf({ rounds, takes = () => undefined }: Scenario): Promise<number[]> {
  const runtime = new VirtualRuntime();
  const starts: number[] = [];
  await runEvery({
    ...{ intervalMs: 20 * minute, runtime, signal: new AbortController().signal },
    round: async () => {
      starts.push(runtime.now() / minute);
      takes(runtime);
      return starts.length < rounds;
    },
  });
  return starts;
}

it('rounds start an interval and some of a tenth of it apart, until one ends the service', async () => {
  expect(await startsOf({ rounds: 4 })).toEqual([0, 21, 42, 63]);
});

it('the time that a round takes is part of its interval', async () => {
  const starts = await startsOf({ rounds: 3, takes: (runtime) => runtime.advance(8 * minute) });
  expect(starts).toEqual([0, 21, 42]);
});

it('after a round that took longer than the interval, or a sleep of the machine, the next starts at once', async () => {
  const starts = await startsOf({ rounds: 3, takes: (runtime) => runtime.advance(90 * minute) });
  expect(starts).toEqual([0, 90, 180]);
});

it('never waits for longer than half a minute at a time, since timers stand still while a machine sleeps', async () => {
  const runtime = new VirtualRuntime();
  let rounds = 0;
  await runEvery({
    ...{ intervalMs: 20 * minute, runtime, signal: new AbortController().signal },
    round: async () => ++rounds < 2,
  });
  expect(Math.max(...runtime.slept)).toBe(minute / 2);
  expect(runtime.slept).toHaveLength(42);
});

it('ends at once when it is stopped between two rounds', async () => {
  const runtime = new VirtualRuntime();
  const stop = new AbortController();
  let rounds = 0;
  await runEvery({
    ...{ intervalMs: 20 * minute, runtime, signal: stop.signal },
    round: async () => {
      rounds += 1;
      setImmediate(() => stop.abort(new Error('stopped')));
      return true;
    },
  });
  expect(rounds).toBe(1);
  expect(runtime.now()).toBeLessThan(minute);
});
