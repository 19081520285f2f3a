import { inspect } from 'node:util';

const hidden = '[hidden]';

/** A text that must not be shown: printing, inspecting and JSON give a placeholder instead. */
export class Secret {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** The text itself. Pass it only to where it is used; never to an error or a log. */
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
