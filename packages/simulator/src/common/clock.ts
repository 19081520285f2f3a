import { setTimeout as delay } from 'node:timers/promises';

/** Milliseconds since the epoch. */
export type EpochMillis = number;

/** The clock on the wall: paces rate limits and token life whatever the simulated date. */
export type WallClock = () => EpochMillis;

/**
 * The date and time at which clients see the world.
 *
 * Given an instant it stands still there, so that every answer can be repeated; without one it
 * runs with the wall clock. Setting it moves it, and it goes on standing still or running.
 * It can be fast or slow besides, as Toast's clock may be against the machine's.
 */
export class WorldClock {
  readonly #wallClock: WallClock;
  #standsAt: EpochMillis | undefined;
  #offset = 0;
  #skewMs = 0;

  constructor(wallClock: WallClock, standsAt?: EpochMillis) {
    this.#wallClock = wallClock;
    this.#standsAt = standsAt;
  }

  now(): EpochMillis {
    return (this.#standsAt ?? this.#wallClock() + this.#offset) + this.#skewMs;
  }

  set(instant: EpochMillis): void {
    const unskewed = instant - this.#skewMs;
    if (this.#standsAt === undefined) this.#offset = unskewed - this.#wallClock();
    else this.#standsAt = unskewed;
  }

  /** Makes the clock fast by so many milliseconds, slow by a negative number; 0 sets it right. */
  skew(ms: EpochMillis): void {
    this.#skewMs = ms;
  }
}

/** Resolves after `ms` milliseconds; rejects when the signal aborts. */
export type Sleep = (ms: number, signal?: AbortSignal) => Promise<void>;

export const systemSleep: Sleep = (ms, signal) => delay(ms, undefined, { signal });
