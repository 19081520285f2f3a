import { setTimeout as delay } from 'node:timers/promises';

/** Milliseconds since the epoch. */
export type EpochMillis = number;

/** The machine's clock: rate limits and token lifetimes follow it whatever the simulated date. */
export type WallClock = () => EpochMillis;

/**
 * The date and time at which clients see the world.
 *
 * Given an instant, the clock is frozen there, so that every answer can be repeated; without one it
 * runs with the wall clock. Setting it keeps it frozen or running. It can also be skewed, as
 * Toast's clock may differ from the machine's.
 */
export class WorldClock {
  readonly #wallClock: WallClock;
  #frozenAt: EpochMillis | undefined;
  #offset = 0;
  #skewMs = 0;

  constructor(wallClock: WallClock, frozenAt?: EpochMillis) {
    this.#wallClock = wallClock;
    this.#frozenAt = frozenAt;
  }

  now(): EpochMillis {
    return (this.#frozenAt ?? this.#wallClock() + this.#offset) + this.#skewMs;
  }

  set(instant: EpochMillis): void {
    const unskewed = instant - this.#skewMs;
    if (this.#frozenAt === undefined) this.#offset = unskewed - this.#wallClock();
    else this.#frozenAt = unskewed;
  }

  /**
   * Skews the clock: positive milliseconds make it fast, negative ones slow; 0 removes the skew.
   */
  skew(ms: EpochMillis): void {
    this.#skewMs = ms;
  }
}

/** Resolves after `ms` milliseconds; rejects when the signal aborts. */
export type Sleep = (ms: number, signal?: AbortSignal) => Promise<void>;

export const systemSleep: Sleep = (ms, signal) => delay(ms, undefined, { signal });
