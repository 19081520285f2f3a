import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { main } from '../src/main.js';

const SMALL = ['--port', '0', '--restaurants', '2', '--orders-per-day', '5'];
const MARCH = ['--from', '2026-03-01', '--to', '2026-03-05', '--now', '2026-03-06T12:00:00Z'];

const started: { stop: () => void; code: Promise<number> }[] = [];
afterEach(async () => {
  for (const { stop, code } of started.splice(0)) {
    stop();
    await code;
  }
});

/** Runs the program in this process; `text` is what it has written so far. */
function run(...args: string[]) {
  const stopping = new AbortController();
  const text = { stdout: '', stderr: '' };
  let serves = () => undefined as void;
  const serving = new Promise<void>((resolve) => (serves = resolve));
  const code = main(args, {
    stdout: { write: (chunk) => (text.stdout += chunk) },
    stderr: {
      write: (chunk) => {
        text.stderr += chunk;
        if (chunk.includes('Ctrl-C')) serves();
      },
    },
    signal: stopping.signal,
  });
  const running = { text, code, serving, stop: () => stopping.abort() };
  started.push(running);
  return running;
}

async function urlOf({ text, code, serving }: ReturnType<typeof run>): Promise<string> {
  await Promise.race([serving, code]);
  return /http:\/\/\S+/.exec(text.stdout)?.[0] ?? '';
}

async function logInAt(url: string): Promise<Response> {
  return fetch(`${url}/authentication/v1/authentication/login`, {
    method: 'POST',
    body: JSON.stringify({
      clientId: 'demo-client-id',
      clientSecret: 'demo-client-secret',
      userAccessType: 'TOAST_MACHINE_CLIENT',
    }),
  });
}

describe('the program toast-simulator', () => {
  it('prints its URL and the demo credentials, serves until it is stopped, and ends with 0', async () => {
    const program = run(...SMALL, ...MARCH, '--seed=-7');
    const url = await urlOf(program);
    expect(program.text.stdout).toContain('demo-client-id');
    expect(program.text.stdout).toContain('demo-client-secret');
    expect(program.text.stderr).toContain('2 restaurants from 2026-03-01 to 2026-03-05');

    expect((await logInAt(url)).status).toBe(200);
    const clock = await (await fetch(`${url}/__clock`)).json();
    expect(clock).toEqual({ now: '2026-03-06T12:00:00.000Z' });
    const truth = (await (await fetch(`${url}/__truth`)).json()) as { counts: { orders: number } };
    expect(truth.counts.orders).toBeGreaterThan(20);

    program.stop();
    expect(await program.code).toBe(0);
    await expect(fetch(url)).rejects.toThrow();
  });

  it('fails as the rules of a file of faults say', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'toast-simulator-'));
    try {
      const file = join(folder, 'faults.json');
      await writeFile(file, JSON.stringify({ rules: [{ endpoint: '*', fault: { status: 503 } }] }));
      const url = await urlOf(run(...SMALL, '--faults', file));
      expect((await logInAt(url)).status).toBe(503);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('shows its options with --help', async () => {
    const { code, text } = run('--help');
    expect(await code).toBe(0);
    for (const option of ['--port', '--seed', '--[no-]rate-limits', '--faults', '--samples']) {
      expect(text.stdout).toContain(option);
    }
  });

  it.each([
    [['--unknown'], "Unknown option '--unknown'"],
    [['surplus'], 'surplus'],
    [['--port', 'http'], '--port must be a whole number from 0 to 65535, not "http"'],
    [['--restaurants', '0'], '--restaurants must be a whole number'],
    [['--now', 'noon'], '"noon" is not an ISO 8601 instant'],
    [['--port', '0', '--from', '2026-02-01', '--to', '2026-01-01'], 'is after to'],
    [['--rate-limits', '--no-rate-limits'], 'exclude each other'],
    [['--faults', '/nowhere/faults.json'], '/nowhere/faults.json cannot be read'],
    [['--samples', '/nowhere'], '/nowhere cannot be read'],
  ])('ends with 2 and says what is wrong with %j', async (args, problem) => {
    const { code, text } = run(...args);
    expect(await code).toBe(2);
    expect(text.stderr).toContain(problem);
    expect(text.stdout).toBe('');
  });

  it('ends with 2 when its port is in use', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const { code, text } = run(...SMALL, '--port', String(port));
    expect(await code).toBe(2);
    expect(text.stderr).toContain(`Port ${port} is in use`);
    other.close();
  });
});
