import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { readFaults } from './faults/fault-set.js';
import { defaultBusinessDates, parseInstant, simulatorDefaults } from './simulator-defaults.js';
import { DEMO_CLIENT_ID, DEMO_CLIENT_SECRET, startSimulator } from './start-simulator.js';

const HELP = `Serve a simulated Toast API on this machine.

USAGE
  $ toast-simulator [options]

OPTIONS
  --port PORT            Port to listen on; 0 takes any free one. [default: ${simulatorDefaults.port}]
  --restaurants N        Number of restaurants. [default: ${simulatorDefaults.restaurants}]
  --from DATE            First business date. [default: ${simulatorDefaults.days} days before --to]
  --to DATE              Last business date. [default: that of --now]
  --orders-per-day N     Mean number of orders per restaurant and day. [default: ${simulatorDefaults.ordersPerDay}]
  --seed N               Random seed; the same seed gives the same world. [default: ${simulatorDefaults.seed}]
  --now INSTANT          Freeze the clock at this time; otherwise it runs with the machine's.
  --[no-]rate-limits     Apply Toast's rate limits. [default: on]
  --latency-ms MS        Delay of every answer. [default: ${simulatorDefaults.latencyMs}]
  --faults FILE          Fault rules, as JSON (docs/simulator.md).
  --samples FOLDER       Folder of recorded orders (order-*.json) to serve as well.
  --help                 Show this help.
`;

const OPTIONS = {
  port: { type: 'string' },
  restaurants: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  'orders-per-day': { type: 'string' },
  seed: { type: 'string' },
  now: { type: 'string' },
  'rate-limits': { type: 'boolean' },
  'no-rate-limits': { type: 'boolean' },
  'latency-ms': { type: 'string' },
  faults: { type: 'string' },
  samples: { type: 'string' },
  help: { type: 'boolean' },
} as const;

/** Connects the program to its output and to the signal that stops it. */
export interface MainContext {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: { write(text: string): unknown };
  /** Stops the server when it aborts. */
  readonly signal: AbortSignal;
}

/**
 * Runs the program `toast-simulator`: serves a simulated Toast API until the signal aborts.
 * @param args Arguments of the command line, without those of Node.
 * @returns The exit code: 0, or 2 when the arguments cannot be used.
 */
export async function main(args: readonly string[], context: MainContext): Promise<number> {
  const { stdout, stderr, signal } = context;
  try {
    const flags = parse(args);
    if (flags.help) {
      stdout.write(HELP);
      return 0;
    }
    const options = await toOptions(flags);
    const simulator = await startSimulator(options);
    const { restaurants, from, to } = options;
    stderr.write(`Simulating ${restaurants} restaurants from ${from} to ${to}.\n`);
    stdout.write(
      `URL            ${simulator.url}\n` +
        `Client ID      ${DEMO_CLIENT_ID}\n` +
        `Client secret  ${DEMO_CLIENT_SECRET}\n`,
    );
    stderr.write('Press Ctrl-C to stop.\n');
    if (!signal.aborted) await once(signal, 'abort');
    await simulator.close();
    return 0;
  } catch (error) {
    const problem = usageProblem(error);
    if (problem === undefined) throw error;
    stderr.write(`${problem}\nRun toast-simulator --help for the options.\n`);
    return 2;
  }
}

function parse(args: readonly string[]) {
  const { values } = parseArgs({ args: [...args], options: OPTIONS, strict: true });
  if (values['rate-limits'] && values['no-rate-limits']) {
    throw new RangeError('--rate-limits and --no-rate-limits exclude each other.');
  }
  return values;
}

async function toOptions(flags: ReturnType<typeof parse>) {
  const now = flags.now === undefined ? undefined : parseInstant(flags.now);
  const { port, restaurants, ordersPerDay, seed, latencyMs } = simulatorDefaults;
  return {
    port: integer('--port', flags.port, port, 0, 65_535),
    restaurants: integer('--restaurants', flags.restaurants, restaurants, 1),
    ordersPerDay: integer('--orders-per-day', flags['orders-per-day'], ordersPerDay, 1),
    seed: integer('--seed', flags.seed, seed, Number.MIN_SAFE_INTEGER),
    latencyMs: integer('--latency-ms', flags['latency-ms'], latencyMs, 0),
    ...defaultBusinessDates({ from: flags.from, to: flags.to, now }),
    rateLimits: !flags['no-rate-limits'],
    ...(now === undefined ? {} : { now }),
    ...(flags.faults === undefined ? {} : { faults: await readFaults(flags.faults) }),
    ...(flags.samples === undefined ? {} : { samplesDir: flags.samples }),
  };
}

function integer(
  name: string,
  text: string | undefined,
  fallback: number,
  min: number,
  max = Number.MAX_SAFE_INTEGER,
): number {
  if (text === undefined) return fallback;
  const value = Number(text);
  if (/^-?\d+$/.test(text) && value >= min && value <= max) return value;
  throw new RangeError(`${name} must be a whole number from ${min} to ${max}, not "${text}".`);
}

/** Tells what is wrong with the arguments when that is why the simulator did not start. */
function usageProblem(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, port, path } = error as NodeJS.ErrnoException & { readonly port?: number };
  if (error instanceof RangeError || code?.startsWith('ERR_PARSE_ARGS')) return error.message;
  if (code === 'EADDRINUSE') return `Port ${port} is in use; choose another with --port.`;
  if (code === 'EACCES' && port !== undefined) return `Port ${port} may not be used.`;
  if (code === 'ENOENT' || code === 'ENOTDIR') return `${path} cannot be read.`;
  return undefined;
}
