import { expect, it } from 'vitest';
import { ConfigurationError } from '../../../src/errors.js';
import { interview, withoutQuestions } from '../../../src/setup/interview.js';
import type { Prompter } from '../../../src/setup/prompter.js';

const defaults = { initialSyncStart: '2025-11-01', guests: 'hash' };

/* Answers in the order of the questions; an answer that is refused is followed by the next. */
function scripted(answers: readonly string[]) {
  const left = [...answers];
  const asked: string[] = [];
  const offered: (string | undefined)[] = [];
  const next = (
    message: string,
    initial?: string,
    problem?: (answer: string) => unknown,
  ): string => {
    asked.push(message);
    offered.push(initial);
    for (;;) {
      const answer = left.shift();
      if (answer === undefined) throw new Error(`No answer for ${message}.`);
      const given = answer === '' && initial !== undefined ? initial : answer;
      if (problem?.(given) === undefined) return given;
    }
  };
  const prompter: Prompter = {
    say: () => undefined,
    text: async (message, { initial, problem }) => next(message, initial, problem),
    secret: async (message, { problem }) => next(message, undefined, problem),
    select: async (message, _choices, initial) => next(message, initial) as typeof initial,
    confirm: () => Promise.reject(new Error('not asked')),
    check: () => Promise.reject(new Error('not asked')),
  };
  return { prompter, asked, offered };
}

it('asks for everything on the first day, and offers a start a year ago and hashes of guests', async () => {
  const { prompter, asked, offered } = scripted(['abc', 's3cret', 'ws-api.example.com', '', '']);
  expect(await interview(prompter, { given: {}, existing: {}, defaults })).toEqual({
    ...{ clientId: 'abc', clientSecret: 's3cret', domain: 'ws-api.example.com' },
    ...{ initialSyncStart: '2025-11-01', guests: 'hash' },
  });
  expect(asked).toHaveLength(5);
  expect(offered.slice(3)).toEqual(['2025-11-01', 'hash']);
});

it('asks again for what is no host and no date', async () => {
  const { prompter } = scripted([
    'https://ws-api.example.com/path',
    'ws-api.example.com',
    'May',
    '2026-05-01',
  ]);
  const given = { clientId: 'abc', clientSecret: 's', guests: 'keep' };
  expect(await interview(prompter, { given, existing: {}, defaults })).toMatchObject({
    ...{ domain: 'ws-api.example.com', initialSyncStart: '2026-05-01' },
  });
});

it('does not ask for what flags and the environment give, and keeps a known secret on Enter', async () => {
  const existing = { clientId: 'old', clientSecret: 'old secret', domain: 'ws-api.example.com' };
  const { prompter, asked } = scripted(['', '', '2026-01-01', 'drop']);
  const answers = await interview(prompter, { given: { clientId: 'abc' }, existing, defaults });
  expect(answers).toEqual({
    ...{ clientId: 'abc', clientSecret: 'old secret', domain: 'ws-api.example.com' },
    ...{ initialSyncStart: '2026-01-01', guests: 'drop' },
  });
  expect(asked).toHaveLength(4);
});

it('without questions, names each missing answer and how to give it', () => {
  const given = { clientId: 'abc', domain: 'no host/' };
  const attempt = () => withoutQuestions({ given, existing: {}, defaults });
  expect(attempt).toThrow(ConfigurationError);
  expect(attempt).toThrow(/Client secret: give it with TOAST_CLIENT_SECRET\./);
  expect(attempt).toThrow(/API access URL \(--domain or TOAST_DOMAIN\)/);
  expect(attempt).not.toThrow(/Client ID/);
});
