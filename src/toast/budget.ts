/**
 * At most `limit` requests in any `periodMs`. Toast counts in fixed slices whose edges we do not
 * know; what holds for every period holds for every slice.
 */
export class Budget {
  readonly #times: number[] = [];

  constructor(
    private readonly limit: number,
    private readonly periodMs: number,
  ) {}

  /** The earliest instant, from `now` on, at which one more request stays within the budget. */
  nextAt(now: number): number {
    const oldest = this.#times[this.#times.length - this.limit];
    return oldest === undefined ? now : Math.max(now, oldest + this.periodMs);
  }

  /** Counts a request that is sent at `at`; instants must not go backwards. */
  spend(at: number): void {
    this.#times.push(at);
    if (this.#times.length > 2 * this.limit) this.#times.splice(0, this.limit);
  }
}
