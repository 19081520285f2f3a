import { describe, expect, it, vi } from 'vitest';
import { exitCodes, InterruptedError } from '../../../src/errors.js';
import { onInterrupt } from '../../../src/cli/interrupt.js';
import { systemRuntime } from '../../../src/runtime.js';
import { errorOf } from '../../support/error-of.js';
import { VirtualRuntime } from '../../support/virtual-runtime.js';

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

describe('onInterrupt: work that does not stop', () => {
  function interrupt() {
    const runtime = new VirtualRuntime();
    const ended: { signal: string; at: number }[] = [];
    const end = (signal: string) => void ended.push({ signal, at: runtime.now() });
    return { runtime, ended, ...onInterrupt(() => undefined, { runtime, end }) };
  }

  it.each(['SIGINT', 'SIGTERM'] as const)('is ended by %s within ten seconds', async (signal) => {
    const { runtime, ended, release } = interrupt();
    process.emit(signal);
    expect(ended).toEqual([]);
    await runtime.sleep(10_000);
    release();
    expect(ended).toEqual([{ signal, at: 8_000 }]);
  });

  it('is ended at once by a second signal', () => {
    const { ended, release } = interrupt();
    process.emit('SIGTERM');
    process.emit('SIGINT');
    release();
    expect(ended).toEqual([{ signal: 'SIGINT', at: 0 }]);
  });

  it('does not end a process that was released in time', async () => {
    const { runtime, ended, release } = interrupt();
    process.emit('SIGTERM');
    release();
    await runtime.sleep(10_000);
    expect(ended).toEqual([]);
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
