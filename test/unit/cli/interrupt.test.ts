import { describe, expect, it, vi } from 'vitest';
import { exitCodes, InterruptedError } from '../../../src/errors.js';
import { onInterrupt } from '../../../src/cli/interrupt.js';
import { systemRuntime } from '../../../src/runtime.js';
import { errorOf } from '../../support/error-of.js';

describe('onInterrupt', () => {
  it.each(['SIGINT', 'SIGTERM'] as const)(
    'aborts once on %s with an InterruptedError',
    (signal) => {
      const announce = vi.fn();
      const interrupt = onInterrupt(announce);
      expect(interrupt.signal.aborted).toBe(false);
      process.emit(signal);
      interrupt.release();
      expect(announce).toHaveBeenCalledTimes(1);
      expect(interrupt.signal.reason).toBeInstanceOf(InterruptedError);
      expect(interrupt.signal.reason).toMatchObject({ exitCode: exitCodes.partial });
    },
  );

  it('removes its listeners on release', () => {
    const before = process.listenerCount('SIGINT');
    onInterrupt(() => undefined).release();
    expect(process.listenerCount('SIGINT')).toBe(before);
  });
});

describe('systemRuntime.sleep', () => {
  it('rejects at once with the reason of an abort', async () => {
    const stop = new AbortController();
    const sleeping = systemRuntime.sleep(3_600_000, stop.signal);
    const reason = new InterruptedError('x');
    stop.abort(reason);
    expect(await errorOf(sleeping)).toBe(reason);
    expect(await errorOf(systemRuntime.sleep(3_600_000, stop.signal))).toBe(reason);
  });

  it('resolves after the given time', async () => {
    const started = performance.now();
    await systemRuntime.sleep(5);
    expect(performance.now() - started).toBeGreaterThan(3);
  });
});
