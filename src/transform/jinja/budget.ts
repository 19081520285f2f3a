import { ModelError } from '../../errors.js';

/*
 * Far above what any model needs: the bundled models take at most a few thousand steps each. A template
 * that uses all of it is stopped within seconds.
 */
const mostSteps = 2_000_000;
const mostCharacters = 10_000_000;
const mostItems = 1_000_000;
const mostNestedCalls = 100;
const charactersPerStep = 10;

/**
 * Bounds the work of rendering one template, its macros included, so that every template ends. An
 * evaluated expression is a step; so are each item of a new list and every ten characters of new text.
 */
export class Budget {
  #steps = 0;
  #calls = 0;

  /** Counts steps. @throws ModelError when there are too many. */
  spend(steps = 1): void {
    this.#steps += steps;
    /* Not a comparison with >, which is false for NaN. */
    if (this.#steps <= mostSteps) return;
    throw new ModelError(`the template takes more than ${mostSteps} steps`, {
      suggestion: 'Look for a loop that repeats too often, or a macro that calls itself.',
    });
  }

  /** Counts the characters of a text before it is made. @throws ModelError when it is too long. */
  reserveText(length: number): void {
    if (!(length <= mostCharacters)) {
      throw new ModelError(`the template makes a text of more than ${mostCharacters} characters`, {
        suggestion: 'Look for a text that is repeated or joined too often.',
      });
    }
    this.spend(length / charactersPerStep);
  }

  /** Counts the items of a list before it is made. @throws ModelError when it is too long. */
  reserveItems(length: number): void {
    if (!(length <= mostItems)) {
      throw new ModelError(`the template makes a list of more than ${mostItems} items`, {
        suggestion: 'Look for a list that is extended too often.',
      });
    }
    this.spend(length);
  }

  /** Runs the body of a macro. @throws ModelError when too many macros call each other. */
  nest<T>(body: () => T): T {
    if (this.#calls >= mostNestedCalls) {
      throw new ModelError(`macros call each other more than ${mostNestedCalls} levels deep`, {
        suggestion: 'Look for a macro that calls itself without end.',
      });
    }
    this.#calls += 1;
    try {
      return body();
    } finally {
      this.#calls -= 1;
    }
  }
}
