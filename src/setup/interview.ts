import { ConfigurationError } from '../errors.js';
import type { Prompter } from './prompter.js';
import type { Known } from './known.js';
import { questions, type AnswerKey, type Answers, type Question } from './questions.js';

/** What is known before the first question. */
export interface Background {
  /** From flags and the environment: not asked. */
  readonly given: Known;
  /** From an existing file: offered. */
  readonly existing: Known;
  /** Offered when there is no other answer. */
  readonly defaults: Known;
}

/**
 * Asks for all answers, offering what is known; a known secret is kept by an empty answer. Nothing that
 * flags or the environment give (`given`) is asked.
 * @throws what the prompter throws.
 */
export async function interview(
  prompter: Prompter,
  { given, existing, defaults }: Background,
): Promise<Answers> {
  const answers: Partial<Record<AnswerKey, string>> = { ...given };
  for (const question of questions) {
    if (given[question.key] !== undefined) continue;
    prompter.say('', ...question.help);
    answers[question.key] = await ask(
      prompter,
      question,
      existing[question.key] ?? defaults[question.key],
    );
  }
  return answers as Answers;
}

/**
 * Returns the answers without asking.
 * @throws ConfigurationError that names each missing answer, and how to give it.
 */
export function withoutQuestions({ given, existing, defaults }: Background): Answers {
  const answers: Known = { ...defaults, ...existing, ...given };
  const problems = questions.flatMap(({ key, message, sources, problem }) => {
    const value = answers[key];
    if (value === undefined) return [`- ${message}: give it with ${sources}.`];
    const wrong = problem(value);
    return wrong === undefined ? [] : [`- ${message} (${sources}): ${wrong}`];
  });
  if (problems.length === 0) return answers as Answers;
  throw new ConfigurationError(`Some answers are missing or invalid.\n${problems.join('\n')}`, {
    suggestion: 'Give them, or run `toast init` in a terminal to be asked.',
  });
}

function ask(
  prompter: Prompter,
  { message, problem, choices, isSecret = false }: Question,
  known: string | undefined,
): Promise<string> {
  if (choices !== undefined) {
    return prompter.select(message, choices, known ?? choices[0]?.value ?? '');
  }
  if (!isSecret) return prompter.text(message, { initial: known, problem });
  if (known === undefined) return prompter.secret(message, { problem });
  return prompter
    .secret(`${message} (Enter keeps the current one)`, {
      problem: (answer) => (answer === '' ? undefined : problem(answer)),
    })
    .then((answer) => answer || known);
}
