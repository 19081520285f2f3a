import { inspect } from 'node:util';

const hidden = '[hidden]';

/** Wraps a text that must not be shown: printing, inspecting and JSON give a placeholder instead. */
export class Secret {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** Returns the text. Pass it only to the code that needs it, never to an error or a log. */
  reveal(): string {
    return this.#text;
  }

  toString(): string {
    return hidden;
  }

  toJSON(): string {
    return hidden;
  }

  [inspect.custom](): string {
    return hidden;
  }
}
