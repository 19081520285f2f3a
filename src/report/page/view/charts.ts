import type { VNode } from 'preact';

/** Keeps charts that were drawn, by what they show: a page can be rendered later than its charts. */
export class Charts {
  readonly #drawn = new Map<string, VNode>();

  /** Returns the chart of this name, which is drawn unless it was before. */
  of(name: string, draw: () => VNode): VNode {
    const drawn = this.#drawn.get(name) ?? draw();
    this.#drawn.set(name, drawn);
    return drawn;
  }
}
