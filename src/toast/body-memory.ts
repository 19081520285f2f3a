import pLimit, { type LimitFunction } from 'p-limit';

/** Accounts for the memory of one response. */
export interface BodyLease {
  /** Resolves when the response may take `bytes` bytes in total. */
  reserve(bytes: number): Promise<void>;
  /** Gives the memory back. */
  release(): void;
}

/* Pages of Toast take about a megabyte, menus of large restaurants several. */
const freeBytes = 4 * 1024 * 1024;
const largeResponses = 2;

/**
 * Bounds the memory of all responses that are read at a time. Each takes up to `free` bytes at once;
 * beyond that, only `large` responses go on and the others wait. The size of a response is not known
 * before it is read, so with a bound on the sum alone responses could wait for each other for ever.
 */
export class BodyMemory {
  readonly #free: number;
  readonly #large: LimitFunction;

  constructor({ free = freeBytes, large = largeResponses } = {}) {
    this.#free = free;
    this.#large = pLimit(large);
  }

  /** Begins to account for a response. */
  lease(): BodyLease {
    const end = new AbortController();
    let turn: Promise<void> | undefined;
    return {
      reserve: async (bytes) => {
        if (bytes <= this.#free) return;
        await (turn ??= this.#takeTurn(end.signal));
      },
      /* Without a reason, an error would be created for each response. */
      release: () => end.abort('released'),
    };
  }

  /* Resolves when it is the turn of a large response, which lasts until `end` aborts. */
  #takeTurn(end: AbortSignal): Promise<void> {
    return new Promise((granted) => {
      void this.#large(async () => {
        granted();
        if (!end.aborted) await new Promise((done) => end.addEventListener('abort', done));
      });
    });
  }
}
