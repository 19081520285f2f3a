import { baseUrl } from '../config/domain.js';
import { documentationUrl } from '../documentation.js';
import { parseInstant } from '../config/time-range.js';
import type { Choice } from './prompter.js';

/** The keys of configuration.json that `toast init` sets; all others stay as they are. */
export interface Answers {
  clientId: string;
  clientSecret: string;
  domain: string;
  initialSyncStart: string;
  guests: 'drop' | 'hash' | 'keep';
}

export type AnswerKey = keyof Answers;

/** A question that only the user can answer. */
export interface Question {
  readonly key: AnswerKey;
  readonly message: string;
  /** Paragraphs that are shown before the question: where the value is found. */
  readonly help: readonly string[];
  /** Names how the value is given without a question. */
  readonly sources: string;
  /** Returns what is wrong with a value, as a sentence. */
  readonly problem: (value: string) => string | undefined;
  readonly choices?: readonly Choice<string>[];
  readonly isSecret?: boolean;
}

/* The path in Toast Web and the name of the page are those of Toast's guide (devApiAccessCredentials). */
export const questions: readonly Question[] = [
  {
    key: 'clientId',
    message: 'Client ID',
    help: [
      'In Toast Web, choose Integrations > Toast API access > Manage credentials, then the arrow of ' +
        'Create new credentials and Standard API. Choose the locations, tick all scopes that end in ' +
        ':read, and select Create credentials. The page then shows the client ID, the client secret ' +
        '(once) and the API access URL.',
      'You need the permission Manage Integrations, and each location Restaurant Management Suite ' +
        'Essentials or higher. Credentials for the Analytics API do not work here.',
    ],
    sources: '--client-id or TOAST_CLIENT_ID',
    problem: (value) => (value.trim() === '' ? 'The client ID is empty.' : undefined),
  },
  {
    key: 'clientSecret',
    message: 'Client secret',
    help: ['Toast Web shows the secret only once, when the credentials are created.'],
    sources: 'TOAST_CLIENT_SECRET',
    problem: (value) => (value.trim() === '' ? 'The client secret is empty.' : undefined),
    isSecret: true,
  },
  {
    key: 'domain',
    message: 'API access URL',
    help: ['The host of the API, on the same page as the client ID.'],
    sources: '--domain or TOAST_DOMAIN',
    problem: domainProblem,
  },
  {
    key: 'initialSyncStart',
    message: 'Copy data from',
    help: [
      'The first day of history to copy. Toast asks for a pause between the months of a history, so a ' +
        'year takes some minutes per restaurant. You can move it back later.',
    ],
    sources: '--start or TOAST_INITIAL_SYNC_START',
    problem: (value) =>
      parseInstant(value) === undefined ? 'Write a date such as 2026-01-01.' : undefined,
  },
  {
    key: 'guests',
    message: 'Names, phone numbers and addresses of guests',
    help: [`What each choice means for questions about guests: ${documentationUrl('privacy')}`],
    sources: '--guests or TOAST_PRIVACY_GUESTS',
    problem: () => undefined,
    choices: [
      {
        value: 'hash',
        short: 'hash',
        name: 'hash: tell returning guests apart without knowing who they are',
      },
      { value: 'drop', short: 'drop', name: 'drop: store nothing about guests' },
      { value: 'keep', short: 'keep', name: 'keep: store what Toast sends' },
    ],
  },
];

function domainProblem(value: string): string | undefined {
  try {
    baseUrl(value);
    return undefined;
  } catch (error) {
    return `This ${error instanceof Error ? error.message : 'is not the host of an API'}.`;
  }
}
