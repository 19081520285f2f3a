import type { Reporter, TestCase, TestModule } from 'vitest/node';

/** Prints a JSON line for each scenario that ran, and one that counts them at the end. */
export default class SoakReporter implements Reporter {
  readonly #counts: Record<string, { passed: number; failed: number; seconds: number }> = {};

  onTestCaseResult(test: TestCase): void {
    const { state, errors } = test.result();
    if (state === 'skipped' || state === 'pending') return;
    const seconds = (test.diagnostic()?.duration ?? 0) / 1000;
    const count = (this.#counts[test.name] ??= { passed: 0, failed: 0, seconds: 0 });
    count[state] += 1;
    count.seconds += seconds;
    this.#print({
      scenario: test.fullName,
      state,
      seconds: Math.round(seconds * 10) / 10,
      ...test.meta(),
      ...(state === 'failed' ? { errors: errors.map(({ message, diff }) => diff ?? message) } : {}),
    });
  }

  onTestModuleEnd(module: TestModule): void {
    this.#print({ soak: this.#counts, state: module.state(), errors: module.errors() });
  }

  #print(value: unknown): void {
    process.stdout.write(`${JSON.stringify(value)}\n`);
  }
}
