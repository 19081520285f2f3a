import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { complete } from '../../../../src/cli/shell/completion.js';
import { dotCommand } from '../../../../src/cli/shell/dot-commands.js';
import { runShell, type ShellQuery } from '../../../../src/cli/shell/shell.js';

/* Enters lines, and returns the queries that were run and what was written. */
async function enter(...lines: string[]) {
  const [input, output] = [new PassThrough(), new PassThrough()];
  const written = text(output);
  const queries: ShellQuery[] = [];
  input.end(lines.map((line) => `${line}\n`).join(''));
  await runShell({
    ...{ input, output, isInteractive: true, history: [], names: [], onHistory: () => undefined },
    run: async (query) => void queries.push(query),
  });
  output.end();
  return { queries, written: await written };
}

describe('the shell', () => {
  it('runs each query when its semicolon is entered, in one or several lines', async () => {
    const { queries } = await enter('select 1;', 'select 2', '  as two;', 'select 3');
    expect(queries.map(({ sql }) => sql)).toEqual(['select 1;', 'select 2\n  as two;']);
  });

  it('prints in the format that was chosen', async () => {
    const { queries } = await enter('.format csv', 'select 1;', '.mode vertical', 'select 2;');
    expect(queries.map(({ format }) => format)).toEqual(['csv', 'vertical']);
  });

  it('ends with .exit, whatever follows', async () => {
    expect((await enter('.exit', 'select 1;')).queries).toEqual([]);
  });

  it('Ctrl-C ends the query that runs, without a prompt before its message', async () => {
    const input = new PassThrough();
    const output = Object.assign(new PassThrough(), { isTTY: true, columns: 80 });
    const written = text(output);
    input.write('select 1;\n');
    await runShell({
      ...{ input, output, isInteractive: true, history: [], names: [], onHistory: () => undefined },
      run: async (_, signal) => {
        const stopped = once(signal, 'abort');
        input.write('\u0003');
        await stopped;
        output.write('Stopped.\n');
        /* Ctrl-D. */
        input.write('\u0004');
      },
    });
    output.end();
    expect(stripVTControlCharacters(await written)).toMatch(
      /^toast> select 1;\r?\n\nStopped\.\n\n$/,
    );
  });

  it('Ctrl-C forgets the lines entered so far, and what is typed of the next one', async () => {
    const input = new PassThrough();
    const output = Object.assign(new PassThrough(), { isTTY: true, columns: 80 });
    const queries: string[] = [];
    let isAskedForMore = false;
    output.on('data', (written: Buffer) => {
      if (isAskedForMore || !written.includes('-> ')) return;
      isAskedForMore = true;
      input.write('selec\u0003select 2;\n\u0004');
    });
    input.write('select 1\n');
    await runShell({
      ...{ input, output, isInteractive: true, history: [], names: [], onHistory: () => undefined },
      run: async ({ sql }) => void queries.push(sql),
    });
    expect(queries).toEqual(['select 2;']);
  });

  it('names a command that there is not', async () => {
    expect((await enter('.open x')).written).toContain('There is no .open.');
  });
});

it.each([
  ['.describe sales_daily', { name: 'sales_daily', schema: '' }],
  ['.describe toast_marts.sales_daily;', { name: 'sales_daily', schema: 'toast_marts' }],
  ['.tables sales', { text: 'sales' }],
])('%s asks for %j', (line, parameters) => {
  expect(dotCommand(line)).toMatchObject({ type: 'query', parameters });
});

it.each([
  ['select net', ['net_sales', 'net_tax'], 'net'],
  ['sel', ['select'], 'sel'],
  ['from sales_daily where NET_S', ['net_sales'], 'NET_S'],
  ['from ', [], ''],
])('completes %j', (line, found, word) => {
  expect(complete(line, ['sales_daily', 'net_tax', 'net_sales'])).toEqual([found, word]);
});
