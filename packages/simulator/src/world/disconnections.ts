/** Which restaurants were disconnected from outside, and when. */
export class Disconnections {
  readonly #since = new Map<string, number>();

  add(restaurantGuid: string, now: number): void {
    this.#since.set(restaurantGuid, Math.min(now, this.#since.get(restaurantGuid) ?? now));
  }

  has(restaurantGuid: string, now: number): boolean {
    return now >= (this.#since.get(restaurantGuid) ?? Number.POSITIVE_INFINITY);
  }
}
