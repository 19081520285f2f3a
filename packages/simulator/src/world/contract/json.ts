/** A JSON object. */
export type Json = Record<string, unknown>;

/** A range of time in epoch milliseconds: `start` is included, `end` is not. */
export interface Range {
  readonly start: number;
  readonly end: number;
}
