import type { Values } from './compose.js';
import { questions, type AnswerKey } from './questions.js';

/** Answers that are known without asking. */
export type Known = Readonly<Partial<Record<AnswerKey, string>>>;

/** Takes the answers that are among the values of a configuration; `guests` overrides its `privacy`. */
export function knownFrom(values: Values, guests?: string): Known {
  const privacy = values.privacy as { guests?: unknown } | undefined;
  const all: Record<string, unknown> = { ...values, guests: guests ?? privacy?.guests };
  return Object.fromEntries(
    questions.flatMap(({ key }) => (typeof all[key] === 'string' ? [[key, all[key]]] : [])),
  ) as Known;
}

/** Returns what is offered when nothing is known. `now` is in epoch milliseconds. */
export function defaultsAt(now: number): Known {
  const date = new Date(now);
  const start = new Date(Date.UTC(date.getUTCFullYear() - 1, date.getUTCMonth(), 1));
  return { initialSyncStart: start.toISOString().slice(0, 10), guests: 'hash' };
}
