import { setTimeout as delay } from 'node:timers/promises';

/** Milliseconds since the epoch. */
export type EpochMillis = number;

/** The machine's clock: rate limits and token lifetimes follow it whatever the simulated date. */
export type WallClock = () => EpochMillis;

/* Further away than any world's dates. Beyond, luxon and `Date` soon have no valid instants. */
const EARLIEST: EpochMillis = Date.UTC(1970, 0, 1);
const END: EpochMillis = Date.UTC(2200, 0, 1);

/** Throws RangeError for an instant, or NaN, that the clock cannot show. */
function checkInstant(instant: EpochMillis): void {
  if (instant >= EARLIEST && instant < END) return;
  throw new RangeError('The clock must show a time from 1970-01-01 to 2199-12-31.');
}

/**
 * The date and time at which clients see the world.
 *
 * Given an instant, the clock is frozen there, so that every answer can be repeated; without one it
 * runs with the wall clock. Setting it keeps it frozen or running. It can also be skewed, as
 * Toast's clock may differ from the machine's. Instants before 1970 or after 2199 throw RangeError
 * and leave it as it was.
 */
export class WorldClock {
  readonly #wallClock: WallClock;
  #frozenAt: EpochMillis | undefined;
  #offset = 0;
  #skewMs = 0;

  constructor(wallClock: WallClock, frozenAt?: EpochMillis) {
    if (frozenAt !== undefined) checkInstant(frozenAt);
    this.#wallClock = wallClock;
    this.#frozenAt = frozenAt;
  }

  now(): EpochMillis {
    return (this.#frozenAt ?? this.#wallClock() + this.#offset) + this.#skewMs;
  }

  set(instant: EpochMillis): void {
    const unskewed = instant - this.#skewMs;
    checkInstant(instant);
    checkInstant(unskewed);
    if (this.#frozenAt === undefined) this.#offset = unskewed - this.#wallClock();
    else this.#frozenAt = unskewed;
  }

  /**
   * Skews the clock: positive milliseconds make it fast, negative ones slow; 0 removes the skew.
   */
  skew(ms: EpochMillis): void {
    checkInstant(this.now() - this.#skewMs + ms);
    this.#skewMs = ms;
  }
}

/** Resolves after `ms` milliseconds; rejects when the signal aborts. */
export type Sleep = (ms: number, signal?: AbortSignal) => Promise<void>;

export const systemSleep: Sleep = (ms, signal) => delay(ms, undefined, { signal });
