import { expect, it } from 'vitest';
import { retryConflicts } from '../../../src/publish/retry.js';
import { VirtualRuntime } from '../../support/virtual-runtime.js';

const conflict = new Error('conflict');

function attempts(failures: number, waitMs: number) {
  const runtime = new VirtualRuntime();
  let count = 0;
  const conflicts: number[] = [];
  const result = retryConflicts(
    () => {
      count += 1;
      return count > failures ? Promise.resolve(count) : Promise.reject(conflict);
    },
    {
      ...{ waitMs, runtime, signal: new AbortController().signal },
      isConflict: (error) => error === conflict,
      onConflict: () => void conflicts.push(count),
    },
  );
  return { result, runtime, conflicts };
}

it('a conflict is tried again after pauses that grow to a bound', async () => {
  const { result, runtime, conflicts } = attempts(7, 600_000);
  expect(await result).toBe(8);
  expect(conflicts).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect(runtime.slept).toEqual([375, 750, 1500, 3000, 6000, 11_250, 11_250]);
});

it('a few attempts are made also if nobody asked to wait, and the last conflict is thrown', async () => {
  const { result, runtime, conflicts } = attempts(1_000, 0);
  await expect(result).rejects.toBe(conflict);
  expect(runtime.now()).toBe(60_000);
  expect(conflicts.length).toBeGreaterThan(5);
});

it('another error is thrown at once, and an abort ends the wait', async () => {
  const controller = new AbortController();
  const options = { waitMs: 0, runtime: new VirtualRuntime(), signal: controller.signal };
  const other = retryConflicts(() => Promise.reject(new Error('other')), {
    ...options,
    isConflict: () => false,
    onConflict: () => undefined,
  });
  await expect(other).rejects.toThrow('other');
  const aborted = retryConflicts(() => Promise.reject(conflict), {
    ...options,
    isConflict: () => true,
    onConflict: () => controller.abort(new Error('stopped')),
  });
  await expect(aborted).rejects.toThrow('stopped');
});
