/** The variables of a template, a macro or a loop. */
export class Scope {
  readonly #variables = new Map<string, unknown>();

  /** An isolated scope, such as a macro's, reads the variables of `parent` but does not set them. */
  constructor(
    private readonly parent?: Scope,
    private readonly isolated = false,
  ) {}

  /** The scope of the whole template, or of the macro's file. */
  get top(): Scope {
    return this.parent?.top ?? this;
  }

  /** Returns the value of a variable; undefined if there is none. */
  lookup(name: string): unknown {
    return this.#variables.has(name) ? this.#variables.get(name) : this.parent?.lookup(name);
  }

  has(name: string): boolean {
    return this.#variables.has(name) || (this.parent?.has(name) ?? false);
  }

  /** Sets a variable of this scope. */
  define(name: string, value: unknown): void {
    this.#variables.set(name, value);
  }

  /** Sets the variable where it is; one that does not exist yet is defined in this scope. */
  assign(name: string, value: unknown): void {
    (this.#owner(name) ?? this).define(name, value);
  }

  names(): string[] {
    return [...this.#variables.keys(), ...(this.parent?.names() ?? [])];
  }

  #owner(name: string): Scope | undefined {
    if (this.#variables.has(name)) return this;
    if (this.isolated || this.parent === undefined) return undefined;
    return this.parent.#owner(name);
  }
}
