import type { Runtime } from '../runtime.js';
import type { HttpResponse } from './transport.js';

const maxDifferenceMs = 24 * 60 * 60_000;

/** Follows Toast's clock by the `Date` header of its responses. */
export class ServerClock {
  #offsetMs = 0;

  /** `anyTime` accepts every time, as that of the simulator, which can stand still. */
  constructor(
    private readonly runtime: Pick<Runtime, 'now'>,
    private readonly anyTime: boolean,
  ) {}

  /** Whether the two clocks are more than a day apart. */
  get isOff(): boolean {
    return Math.abs(this.#offsetMs) > maxDifferenceMs;
  }

  /**
   * Returns the time on Toast's clock in epoch milliseconds, according to the latest response and
   * rounded down to whole seconds, so that it is never ahead. Before the first response, returns the
   * time on this machine's clock.
   */
  now(): number {
    return Math.floor((this.runtime.now() + this.#offsetMs) / 1000) * 1000;
  }

  /**
   * Learns the time of a response. Returns false, and learns nothing, if it is more than a day off:
   * windows end at Toast's clock, and one that ends in the future would hide what is changed until
   * then.
   */
  learn({ serverTime, receivedAt }: HttpResponse): boolean {
    if (serverTime === undefined) return true;
    const offsetMs = serverTime - receivedAt;
    if (!this.anyTime && Math.abs(offsetMs) > maxDifferenceMs) return false;
    this.#offsetMs = offsetMs;
    return true;
  }
}
