import { existsSync, readFileSync, statSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { execa } from 'execa';
import { DEMO_CLIENT_ID, DEMO_CLIENT_SECRET } from 'toast-simulator';
import { expect, it } from 'vitest';
import { startSimulatedApi } from '../support/simulated-api.js';
import { tempDir } from '../support/temp-dir.js';
import { bin } from '../support/toast-process.js';
import { toast } from '../support/toast.js';

const world = { restaurants: 2, ordersPerDay: 5, from: '2026-03-01', to: '2026-03-02' };

async function workplace() {
  const { simulator } = await startSimulatedApi(world);
  const cwd = await tempDir();
  const file = join(cwd, 'configuration.json');
  const environment = { TOAST_CLIENT_SECRET: DEMO_CLIENT_SECRET };
  const flags = ['--client-id', DEMO_CLIENT_ID, '--domain', simulator.url, '--start', '2026-03-01'];
  const init = (args: string[], variables: Record<string, string> = environment) =>
    toast(cwd, ['init', '--yes', ...args], { environment: variables });
  const values = () => JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  return { simulator, cwd, file, flags, init, values };
}

it('without questions: tries the login, lists restaurants, writes a private file that works', async () => {
  const { simulator, cwd, file, flags, init, values } = await workplace();
  const { exitCode, stdout } = await init([...flags, '--json']);
  const { result } = JSON.parse(stdout);
  expect(exitCode).toBe(0);
  expect(result).toMatchObject({ configuration: file, written: true, missingScopes: [] });
  expect(result.restaurants).toHaveLength(2);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(values()).toMatchObject({ clientId: DEMO_CLIENT_ID, privacy: { guests: 'hash' } });
  expect(values().key).toMatch(/^[\w-]{43}=$/);

  const resources = ['extract', '--resources', 'restaurants,jobs', '--json'];
  const extract = JSON.parse((await toast(cwd, resources)).stdout);
  expect(extract).toMatchObject({ status: 0, result: { logins: 0 } });
  expect(simulator.requests().filter(({ path }) => path.includes('/login'))).toHaveLength(1);
});

it('a refused login writes nothing', async () => {
  const { cwd, file, flags, init } = await workplace();
  const { exitCode, stderr } = await init(flags, { TOAST_CLIENT_SECRET: 'not-the-secret' });
  expect(exitCode).toBe(3);
  expect(stderr).not.toContain('not-the-secret');
  expect(existsSync(file)).toBe(false);
  expect(existsSync(join(cwd, 'warehouse.duckdb'))).toBe(false);
});

it('an existing file is kept until --replace, and its other keys stay then', async () => {
  const { file, flags, init, values } = await workplace();
  await writeFile(
    file,
    JSON.stringify({ clientId: 'old', clientSecret: 'old secret', wait: '10m' }),
  );
  const kept = await init([...flags, '--no-check']);
  expect(kept.exitCode).toBe(0);
  expect(values().clientId).toBe('old');
  expect(kept.stderr).toContain('-  "clientId": "old"');
  expect(kept.stderr).not.toContain('old secret');
  expect(kept.stderr).not.toContain(DEMO_CLIENT_SECRET);

  await init([...flags, '--no-check', '--replace']);
  expect(values()).toMatchObject({ clientId: DEMO_CLIENT_ID, wait: '10m' });
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

/* `script` gives the command a terminal; each answer is typed when its question is shown. */
async function inTerminal(cwd: string, args: string[], steps: [RegExp, string][]) {
  const command = [process.execPath, bin, 'init', ...args];
  const terminal = execa('script', ['-qec', command.join(' '), '/dev/null'], {
    ...{ cwd, extendEnv: false, reject: false },
    env: { PATH: process.env.PATH ?? '', HOME: cwd, TERM: 'xterm', SHELL: '/bin/sh' },
  });
  let shown = '';
  terminal.stdout.setEncoding('utf8').on('data', (text: string) => {
    shown += stripVTControlCharacters(text);
    const [question, answer] = steps[0] ?? [];
    if (question === undefined || answer === undefined || !question.test(shown)) return;
    steps.shift();
    shown = '';
    terminal.stdin.write(answer);
  });
  const { exitCode, stdout } = await terminal;
  return { exitCode, stdout: stripVTControlCharacters(stdout), unanswered: steps };
}

it('in a terminal: asks, corrects a wrong secret, and writes the file', async () => {
  const { cwd, values, simulator } = await workplace();
  const args = ['--start', '2026-03-01', '--guests', 'drop'];
  const { exitCode, stdout, unanswered } = await inTerminal(cwd, args, [
    [/\? Client ID/, `${DEMO_CLIENT_ID}\r`],
    [/\? Client secret/, 'not-the-secret\r'],
    [/\? API access URL/, `${simulator.url}\r`],
    [/What now\?/, '\r'],
    [/\? Client ID/, '\r'],
    [/\? Client secret/, `${DEMO_CLIENT_SECRET}\r`],
    [/\? API access URL/, '\r'],
    [/Copy all of them/, '\r'],
  ]);
  expect([exitCode, unanswered]).toEqual([0, []]);
  expect(values()).toMatchObject({
    ...{ clientId: DEMO_CLIENT_ID, clientSecret: DEMO_CLIENT_SECRET, domain: simulator.url },
    privacy: { guests: 'drop' },
  });
  expect(stdout).not.toContain(DEMO_CLIENT_SECRET);
});

it('Ctrl-C at a question ends with the documented exit code, and writes nothing', async () => {
  const cwd = await tempDir();
  const { exitCode, stdout } = await inTerminal(cwd, [], [[/\? Client ID/, '\u0003']]);
  expect(exitCode).toBe(68);
  expect(stdout).toContain('Error: Interrupted.');
  expect(stdout).not.toContain('ExitPromptError');
  expect(existsSync(join(cwd, 'configuration.json'))).toBe(false);
});

it('a starter project is written once, and never over files', async () => {
  const cwd = await tempDir();
  const first = await toast(cwd, ['init', '--project', 'reports', '--json']);
  expect(JSON.parse(first.stdout).result).toEqual({ project: join(cwd, 'reports') });
  expect(existsSync(join(cwd, 'reports', 'models', 'marts', 'weekly_sales.sql'))).toBe(true);
  const second = await toast(cwd, ['init', '--project', 'reports']);
  expect(second.exitCode).toBe(2);
});
