import { join, relative } from 'node:path';
import { Flags } from '@oclif/core';
import { BaseCommand, type DatabaseFlags } from '../cli/base-command.js';
import { helpText } from '../cli/help-text.js';
import { ownCommand } from '../cli/own-command.js';
import { wrapProse } from '../cli/output/report/wrap-prose.js';
import { accessLines } from '../cli/output/report/access-report.js';
import type { Configuration } from '../config/configuration.js';
import { newKey } from '../config/key.js';
import { configurationPath, overrides, readConfigurationFile } from '../config/sources.js';
import { ToastError, UsageError } from '../errors.js';
import { systemRuntime } from '../runtime.js';
import { tryAccess, type Access } from '../setup/access.js';
import { compose, difference, type Values } from '../setup/compose.js';
import { interview, withoutQuestions } from '../setup/interview.js';
import { defaultsAt, knownFrom } from '../setup/known.js';
import { terminalPrompter, type Prompter } from '../setup/prompter.js';
import { writeStarterProject } from '../setup/starter-project.js';
import { writeConfiguration } from '../setup/write-configuration.js';
import { withWarehouse } from '../warehouse/warehouse.js';

interface InitResult {
  /** Path of the configuration file, and whether it was written. */
  configuration?: string;
  written?: boolean;
  restaurants?: Access['restaurants'];
  missingScopes?: Access['missingScopes'];
  /** Path of the starter project. */
  project?: string;
}

export default class Init extends BaseCommand {
  static override summary = 'Set up: ask for the credentials, try them, write configuration.json.';

  static override description = helpText(`
    Asks for what only you know, says where in Toast Web to find it, makes a key, logs in, lists the
    restaurants and what the credentials can read, and writes configuration.json, which only you can read.
    An existing file is shown as a difference, and kept unless you confirm. Keys that are not asked for
    stay as they are.

    Every question can be answered by a flag or an environment variable. With --yes nothing is asked. The
    client secret has no flag, because other users of the machine can read a command line: set
    TOAST_CLIENT_SECRET.
  `);

  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    {
      description:
        'Without questions, for a script that has TOAST_CLIENT_SECRET in its environment',
      command:
        '<%= config.bin %> <%= command.id %> --yes --client-id abc --domain ws-api.example.com --start 2026-01-01',
    },
    {
      description: 'Write a starter project for your own models',
      command: '<%= config.bin %> <%= command.id %> --project reports',
    },
  ];

  static override flags = {
    'client-id': Flags.string({ helpValue: '<id>', summary: 'Client ID of the credentials.' }),
    domain: Flags.string({ helpValue: '<host>', summary: 'API access URL of the credentials.' }),
    start: Flags.string({ helpValue: '<date>', summary: 'Copy data from this date.' }),
    guests: Flags.option({
      summary: 'How data of guests is stored. Without questions, hash.',
      options: ['drop', 'hash', 'keep'] as const,
    })(),
    yes: Flags.boolean({ char: 'y', summary: 'Ask nothing.' }),
    replace: Flags.boolean({ summary: 'Replace an existing file without asking.' }),
    check: Flags.boolean({
      summary: 'Log in and list restaurants before writing.',
      default: true,
      allowNo: true,
    }),
    project: Flags.string({
      helpValue: '<folder>',
      summary: 'Only write a starter project for your own models into this new folder.',
    }),
  };

  async run(): Promise<InitResult> {
    const { flags } = await this.parse(Init);
    if (flags.project !== undefined) return this.#startProject(flags.project);
    const signal = this.abortOnInterrupt();
    const path = configurationPath(flags.config, process.env).absolute;
    const { values: existing } = await readConfigurationFile(path, false);
    const prompter = await this.#prompter(flags.yes, signal);
    const known = {
      given: knownFrom(
        overrides({
          environment: process.env,
          flags: {
            clientId: flags['client-id'],
            domain: flags.domain,
            initialSyncStart: flags.start,
          },
        }),
        flags.guests,
      ),
      existing: knownFrom(existing),
      defaults: defaultsAt(systemRuntime.now()),
    };
    const key = typeof existing.key === 'string' ? existing.key : newKey();
    for (;;) {
      const answers =
        prompter === undefined ? withoutQuestions(known) : await interview(prompter, known);
      const draft = compose(existing, answers, { key });
      const tried = flags.check ? await this.#try(draft, flags, prompter, signal) : undefined;
      if (tried === 'again') {
        known.existing = { ...answers };
        continue;
      }
      const chosen = await this.#chooseRestaurants(prompter, tried, existing);
      const values = compose(existing, answers, { key, restaurants: chosen });
      const written = await this.#write(path, existing, values, prompter, flags.replace);
      return {
        configuration: path,
        written,
        ...(tried === undefined
          ? {}
          : { restaurants: tried.restaurants, missingScopes: tried.missingScopes }),
      };
    }
  }

  async #startProject(folder: string): Promise<InitResult> {
    const project = await writeStarterProject(join(this.config.root, 'templates'), folder);
    const shown = relative(process.cwd(), project) || '.';
    this.note(`Wrote ${project}. Next:`, `  ${ownCommand()} transform --project-dir ${shown}`);
    this.note(`  ${ownCommand()} query "from toast_reports.weekly_sales"`);
    return { project };
  }

  async #prompter(yes: boolean, signal: AbortSignal): Promise<Prompter | undefined> {
    if (yes || this.jsonEnabled()) return undefined;
    /* Questions are drawn again with every key. */
    const isDumb = process.env.TERM === 'dumb';
    if (!process.stdin.isTTY || !process.stderr.isTTY || isDumb) {
      const why = isDumb
        ? 'This terminal cannot show questions (TERM=dumb).'
        : 'There is no terminal to ask questions in.';
      throw new UsageError(why, {
        suggestion: 'Add --yes, and give the answers with flags and TOAST_CLIENT_SECRET.',
      });
    }
    return terminalPrompter((...lines) => this.#say(...lines), signal);
  }

  #say(...lines: string[]): void {
    this.note(...lines.flatMap((line) => wrapProse(line, process.stderr.columns).split('\n')));
  }

  /* Returns what the credentials give access to; `again` if the user wants to correct them. */
  async #try(
    draft: Values,
    flags: DatabaseFlags,
    prompter: Prompter | undefined,
    signal: AbortSignal,
  ): Promise<Access | 'again' | undefined> {
    const configuration = await this.#parse(draft, flags);
    this.note('', `Logging in at ${configuration.domain}`);
    try {
      const access = await this.#access(configuration, signal);
      this.#say(...accessLines(access));
      return access;
    } catch (error) {
      if (prompter === undefined || !(error instanceof ToastError) || signal.aborted) throw error;
      const advice = error.suggestion === undefined ? [] : [`Try this: ${error.suggestion}`];
      this.#say('', error.message, ...advice);
      prompter.say('');
      const next = await prompter.select(
        'What now?',
        [
          { value: 'again', name: 'Correct the answers' },
          { value: 'write', name: 'Write configuration.json as it is' },
          { value: 'stop', name: 'Stop, and write nothing' },
        ],
        'again',
      );
      if (next === 'stop') throw error;
      return next === 'again' ? 'again' : undefined;
    }
  }

  async #access(configuration: Configuration, signal: AbortSignal): Promise<Access> {
    const opening = this.openWarehouse(configuration, 'write', { signal, close: 'caller' });
    return withWarehouse(opening, (warehouse) =>
      tryAccess(configuration, { warehouse, signal, runtime: systemRuntime }),
    );
  }

  async #parse(draft: Values, flags: DatabaseFlags): Promise<Configuration> {
    const { parseConfiguration } = await import('../config/load.js');
    const { database, wait } = flags;
    return parseConfiguration(
      {
        ...draft,
        ...(database === undefined ? {} : { database }),
        ...(wait === undefined ? {} : { wait }),
      },
      configurationPath(flags.config, process.env).absolute,
    );
  }

  async #chooseRestaurants(
    prompter: Prompter | undefined,
    access: Access | undefined,
    existing: Values,
  ): Promise<readonly string[] | undefined> {
    if (prompter === undefined || access === undefined) return undefined;
    if (existing.restaurants !== undefined || access.restaurants.length < 2) return undefined;
    prompter.say('');
    if (await prompter.confirm('Copy all of them, and those that are added later?', true)) {
      return undefined;
    }
    return prompter.check(
      'Which restaurants?',
      access.restaurants.map(({ id, name }) => ({ value: id, name: name || id })),
    );
  }

  async #write(
    path: string,
    existing: Values,
    values: Values,
    prompter: Prompter | undefined,
    replace: boolean,
  ): Promise<boolean> {
    const isNew = Object.keys(existing).length === 0;
    const changes = difference(existing, values);
    if (!isNew && changes === '') {
      this.note('', `${path} has these values already.`);
    } else if (isNew || replace || (await this.#confirm(path, changes, prompter))) {
      await writeConfiguration(path, values);
      this.note('', `Wrote ${path}, which only you can read.`);
    } else {
      this.note('', `${path} was kept as it is.`);
      return false;
    }
    this.note('Next:', `  ${ownCommand()} run`);
    return isNew || changes !== '';
  }

  async #confirm(path: string, changes: string, prompter: Prompter | undefined): Promise<boolean> {
    this.note('', `${path} exists. The difference:`, '', ...changes.split('\n'), '');
    if (prompter !== undefined) return prompter.confirm('Replace it?', false);
    this.note('Add --replace to replace it.');
    return false;
  }
}
