import { setMaxListeners } from 'node:events';
import type { Runtime } from '../../src/runtime.js';

/**
 * A clock that jumps to the next sleeper when nothing else is left to do, so that hours pass
 * immediately and in the right order. `random` returns 0.5.
 */
export class VirtualRuntime implements Runtime {
  readonly slept: number[] = [];
  #now: number;
  #sleepers: { at: number; wake: () => void }[] = [];

  constructor(startedAt = 0) {
    this.#now = startedAt;
  }

  now(): number {
    return this.#now;
  }

  random(): number {
    return 0.5;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    this.slept.push(ms);
    return new Promise((resolve, reject) => {
      signal?.throwIfAborted();
      const abort = () => reject(signal?.reason);
      if (signal !== undefined) setMaxListeners(0, signal);
      signal?.addEventListener('abort', abort);
      const wake = () => {
        signal?.removeEventListener('abort', abort);
        resolve();
      };
      this.#sleepers.push({ at: this.#now + ms, wake });
      setImmediate(() => this.#wakeNext());
    });
  }

  advance(ms: number): void {
    this.#now += ms;
  }

  #wakeNext(): void {
    this.#sleepers.sort((a, b) => a.at - b.at);
    const next = this.#sleepers.shift();
    if (next === undefined) return;
    this.#now = Math.max(this.#now, next.at);
    next.wake();
  }
}
