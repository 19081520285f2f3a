import { InterruptedError } from '../errors.js';

/** Asks the user in a terminal. Aborting the command's signal ends a question with its reason. */
export interface Prompter {
  /** Shows lines that are no question. */
  say(...lines: string[]): void;
  /** `initial` is what pressing Enter gives. */
  text(message: string, options: TextOptions): Promise<string>;
  secret(message: string, options: Omit<TextOptions, 'initial'>): Promise<string>;
  confirm(message: string, initial: boolean): Promise<boolean>;
  select<T extends string>(message: string, choices: readonly Choice<T>[], initial: T): Promise<T>;
  /** Several choices, all of which are set at first; at least one is left. */
  check<T extends string>(message: string, choices: readonly Choice<T>[]): Promise<T[]>;
}

export interface Choice<T extends string> {
  readonly value: T;
  readonly name: string;
  /** Shown as the answer instead of `name`. */
  readonly short?: string;
}

export interface TextOptions {
  readonly initial?: string | undefined;
  /** Returns what is wrong with an answer; the question is then asked again. */
  readonly problem: (answer: string) => string | undefined;
}

/**
 * Creates a prompter that asks on the terminal of this process. Questions are written to stderr, so that
 * stdout holds results only.
 */
export async function terminalPrompter(
  say: (...lines: string[]) => void,
  signal: AbortSignal,
): Promise<Prompter> {
  /* Loading it takes longer than the rest of the command line does. */
  const { checkbox, confirm, input, password, select } = await import('@inquirer/prompts');
  const context = { output: process.stderr, signal };
  const asked = async <T>(question: Promise<T>): Promise<T> => {
    try {
      return await question;
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      /* The terminal sends no signal while a question is open: the library reads the key. */
      if (error instanceof Error && error.name === 'ExitPromptError') {
        throw new InterruptedError('Interrupted.', {
          suggestion: 'Run `toast init` again; no answer was saved.',
        });
      }
      throw error;
    }
  };
  const validate = (problem: TextOptions['problem']) => (answer: string) => problem(answer) ?? true;
  return {
    say,
    text: (message, { initial, problem }) =>
      asked(
        input(
          {
            ...{ message, validate: validate(problem) },
            ...(initial === undefined ? {} : { default: initial }),
          },
          context,
        ),
      ),
    secret: (message, { problem }) =>
      asked(password({ message, mask: '*', validate: validate(problem) }, context)),
    confirm: (message, initial) => asked(confirm({ message, default: initial }, context)),
    select: (message, choices, initial) =>
      asked(select({ message, choices: [...choices], default: initial }, context)),
    check: (message, choices) =>
      asked(
        checkbox(
          {
            ...{ message, required: true, pageSize: 15 },
            choices: choices.map((choice) => ({ ...choice, checked: true })),
          },
          context,
        ),
      ),
  };
}
