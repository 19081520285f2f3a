/**
 * Allows at most `limit` requests in any period of `periodMs` milliseconds. Toast counts requests in
 * fixed slices of time whose edges are unknown; a limit that holds for every period holds for every
 * slice.
 */
export class Budget {
  readonly #times: number[] = [];

  constructor(
    private readonly limit: number,
    private readonly periodMs: number,
  ) {}

  /** Returns the earliest time, `now` or later, at which one more request is within the budget. */
  nextAt(now: number): number {
    const oldest = this.#times[this.#times.length - this.limit];
    return oldest === undefined ? now : Math.max(now, oldest + this.periodMs);
  }

  /** Counts a request that is sent at `at`. Times must not decrease. */
  spend(at: number): void {
    this.#times.push(at);
    if (this.#times.length > 2 * this.limit) this.#times.splice(0, this.limit);
  }
}
