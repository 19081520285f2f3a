import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { Flags } from '@oclif/core';
import { DateTime } from 'luxon';
import { BaseCommand } from '../cli/base-command.js';
import { newKey } from '../config/key.js';
import { UsageError } from '../errors.js';
import { readFaults } from 'toast-simulator';
import { DEMO_CLIENT_ID, DEMO_CLIENT_SECRET, startSimulator } from 'toast-simulator';

const dayFormat = 'yyyy-MM-dd';
const defaultDays = 90;

export default class Simulate extends BaseCommand {
  static override summary = 'Serve a simulated Toast API on this machine.';

  static override description = `A group of made-up restaurants with orders, served on the loopback address exactly as Toast does: token, time
windows, paging, rate limits. The same seed gives the same world, byte for byte. It runs until Ctrl-C.

GET /__truth tells what every table must hold; POST /__clock {"advance": "P3D"} moves the world on.`;

  static override examples = [
    {
      description: 'Three restaurants, the last 90 days, and a configuration to read them with',
      command:
        '<%= config.bin %> <%= command.id %> --port 8080 --write-configuration configuration.json',
    },
    {
      description: 'A world that stands still, to compare runs',
      command:
        '<%= config.bin %> <%= command.id %> --from 2026-01-01 --to 2026-03-31 --now 2026-04-01T12:00:00Z --seed 7',
    },
    {
      description: 'An API that fails as a file of rules says',
      command: '<%= config.bin %> <%= command.id %> --faults faults.json',
    },
  ];

  static override flags = {
    port: Flags.integer({ summary: 'Port to listen on; 0 takes any free one.', default: 8080 }),
    restaurants: Flags.integer({ summary: 'How many restaurants.', default: 3 }),
    from: Flags.string({ summary: `First business date; ${defaultDays} days before --to.` }),
    to: Flags.string({ summary: 'Last business date; that of --now.' }),
    'orders-per-day': Flags.integer({
      summary: 'Mean number of orders per restaurant and day.',
      default: 150,
    }),
    seed: Flags.integer({ summary: 'Any integer; makes the world.', default: 1 }),
    now: Flags.string({
      summary: 'Instant at which the world stands still; without it, it goes on with the clock.',
    }),
    'rate-limits': Flags.boolean({
      summary: "Apply Toast's rate limits.",
      default: true,
      allowNo: true,
    }),
    'latency-ms': Flags.integer({ summary: 'Delay of every answer.', default: 0, min: 0 }),
    faults: Flags.file({
      summary: 'What is to go wrong, as JSON; docs/simulator.md has the format.',
    }),
    samples: Flags.directory({
      summary: 'Folder of recorded orders (order-*.json) to include in the world.',
      exists: true,
    }),
    'write-configuration': Flags.file({
      summary: 'Write a configuration that points at this simulator; an existing file is kept.',
    }),
  };

  async run(): Promise<{ url: string }> {
    const { flags } = await this.parse(Simulate);
    const now = flags.now === undefined ? undefined : parseNow(flags.now);
    const today = DateTime.fromJSDate(now ?? new Date(), { zone: 'utc' });
    const to = flags.to ?? today.toFormat(dayFormat);
    const from =
      flags.from ??
      DateTime.fromISO(to, { zone: 'utc' }).minus({ days: defaultDays }).toFormat(dayFormat);
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
    this.closing(simulator, (running) => running.close());

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
      this.note(`configuration.json to read it with:\n${JSON.stringify(configuration, null, 2)}`);
    } else {
      await this.#writeConfiguration(file, configuration);
    }
    this.note('Ctrl-C stops it.');
    const signal = this.interruption();
    await once(signal, 'abort');
    return { url: simulator.url };
  }

  async #writeConfiguration(file: string, configuration: object): Promise<void> {
    const text = `${JSON.stringify(configuration, null, 2)}\n`;
    try {
      await writeFile(file, text, { flag: 'wx', mode: 0o600 });
      this.note(`Wrote ${file}: run toast extract beside it.`);
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== 'EEXIST') throw cause;
      this.warn(`${file} exists and was left as it is.`);
    }
  }
}

function parseNow(text: string): Date {
  const parsed = DateTime.fromISO(text, { zone: 'utc' });
  if (parsed.isValid) return parsed.toJSDate();
  throw new UsageError(`--now ${text} is not an ISO 8601 instant.`, {
    suggestion: 'Write it like 2026-04-01T12:00:00Z.',
  });
}

function explain(error: unknown, port: number): unknown {
  if (error instanceof RangeError) return new UsageError(error.message, { cause: error });
  if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') {
    return new UsageError(`Port ${port} is in use.`, {
      suggestion: 'Name another with --port, or 0 for any free one.',
      cause: error,
    });
  }
  return error;
}
