import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { Flags } from '@oclif/core';
import {
  DEMO_CLIENT_ID,
  DEMO_CLIENT_SECRET,
  defaultBusinessDates,
  parseInstant,
  readFaults,
  simulatorDefaults,
  startSimulator,
} from 'toast-simulator';
import { BaseCommand } from '../cli/base-command.js';
import { helpText } from '../cli/help-text.js';
import { newKey } from '../config/key.js';
import { UsageError } from '../errors.js';

export default class Simulate extends BaseCommand {
  static override summary = 'Serve a simulated Toast API on this machine.';

  static override description = helpText(`
    Serves made-up restaurants and their orders on the loopback address, with the tokens, time windows,
    paging and rate limits of the Toast API. The same seed produces the same data, byte for byte. The
    command runs until you press Ctrl-C.

    GET /__truth returns what every table should contain. POST /__clock {"advance": "P3D"} moves the
    clock forward.
  `);

  static override examples = [
    {
      description: 'Simulate three restaurants over the last 90 days and write a configuration',
      command:
        '<%= config.bin %> <%= command.id %> --port 8080 --write-configuration configuration.json',
    },
    {
      description: 'Freeze the clock to compare runs',
      command:
        '<%= config.bin %> <%= command.id %> --from 2026-01-01 --to 2026-03-31 --now 2026-04-01T12:00:00Z --seed 7',
    },
    {
      description: 'Inject the faults that a file of rules describes',
      command: '<%= config.bin %> <%= command.id %> --faults faults.json',
    },
  ];

  static override flags = {
    port: Flags.integer({
      helpValue: '<n>',
      summary: 'Port to listen on; 0 for any free port.',
      default: simulatorDefaults.port,
    }),
    restaurants: Flags.integer({
      helpValue: '<n>',
      summary: 'Number of restaurants.',
      default: simulatorDefaults.restaurants,
    }),
    from: Flags.string({
      helpValue: '<date>',
      summary: `First business date. Defaults to ${simulatorDefaults.days} days before --to.`,
    }),
    to: Flags.string({
      helpValue: '<date>',
      summary: 'Last business date. Defaults to the date of --now.',
    }),
    'orders-per-day': Flags.integer({
      helpValue: '<n>',
      summary: 'Average number of orders per restaurant and day.',
      default: simulatorDefaults.ordersPerDay,
    }),
    seed: Flags.integer({
      helpValue: '<n>',
      summary: 'Random seed.',
      default: simulatorDefaults.seed,
    }),
    now: Flags.string({ helpValue: '<time>', summary: 'Freeze the clock at this time.' }),
    'rate-limits': Flags.boolean({
      summary: "Enforce Toast's rate limits.",
      default: true,
      allowNo: true,
    }),
    'latency-ms': Flags.integer({
      helpValue: '<n>',
      summary: 'Delay of every response in milliseconds.',
      default: simulatorDefaults.latencyMs,
      min: 0,
    }),
    faults: Flags.file({
      helpValue: '<path>',
      summary: 'Fault rules (JSON), as the page "Simulator" of the documentation describes them.',
    }),
    samples: Flags.directory({
      helpValue: '<folder>',
      summary: 'Folder of recorded orders (order-*.json) to include.',
      exists: true,
    }),
    'write-configuration': Flags.file({
      helpValue: '<path>',
      summary: 'Write a configuration file for this simulator. An existing file is kept.',
    }),
  };

  async run(): Promise<{ url: string }> {
    const { flags } = await this.parse(Simulate);
    const now = flags.now === undefined ? undefined : parseNow(flags.now);
    const { from, to } = defaultBusinessDates({ from: flags.from, to: flags.to, now });
    const explained = (error: unknown): never => {
      throw explain(error, flags.port);
    };
    const faults = flags.faults && (await readFaults(flags.faults).catch(explained));
    const simulator = await startSimulator({
      port: flags.port,
      restaurants: flags.restaurants,
      from,
      to,
      ordersPerDay: flags['orders-per-day'],
      seed: flags.seed,
      ...(now === undefined ? {} : { now }),
      rateLimits: flags['rate-limits'],
      latencyMs: flags['latency-ms'],
      ...(faults ? { faults } : {}),
      ...(flags.samples === undefined ? {} : { samplesDir: flags.samples }),
    }).catch(explained);
    this.closeAtEnd(simulator, (running) => running.close());

    const configuration = {
      clientId: DEMO_CLIENT_ID,
      clientSecret: DEMO_CLIENT_SECRET,
      userAccessType: 'TOAST_MACHINE_CLIENT',
      domain: simulator.url,
      initialSyncStart: `${from}T00:00:00.000Z`,
      key: newKey(),
      backfillPauseSeconds: 0,
    };
    this.note(`Simulating ${flags.restaurants} restaurants from ${from} to ${to}.`);
    this.log(simulator.url);
    const file = flags['write-configuration'];
    if (file === undefined) {
      const text = JSON.stringify(configuration, null, 2);
      this.note('Connect with this configuration.json:', ...text.split('\n'));
    } else {
      await this.#writeConfiguration(file, configuration);
    }
    this.note('Press Ctrl-C to stop.');
    const signal = this.abortOnInterrupt();
    await once(signal, 'abort');
    return { url: simulator.url };
  }

  async #writeConfiguration(file: string, configuration: object): Promise<void> {
    const text = `${JSON.stringify(configuration, null, 2)}\n`;
    try {
      await writeFile(file, text, { flag: 'wx', mode: 0o600 });
      this.note(`Wrote ${file}. Try: toast extract --config ${file}`);
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause;
      this.warn(`${file} already exists and was not changed.`);
    }
  }
}

function parseNow(text: string): Date {
  try {
    return parseInstant(text);
  } catch (cause) {
    throw new UsageError(`--now ${text} is not an ISO 8601 date or time.`, {
      suggestion: 'Use a format like 2026-04-01T12:00:00Z.',
      cause,
    });
  }
}

function explain(error: unknown, port: number): unknown {
  if (error instanceof RangeError) return new UsageError(error.message, { cause: error });
  if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') {
    return new UsageError(`Port ${port} is already in use.`, {
      suggestion: 'Choose another one with --port, or use --port 0 for any free port.',
      cause: error,
    });
  }
  return error;
}
