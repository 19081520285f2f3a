import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Command } from '@oclif/core';
import manifest from '../../../oclif.manifest.json' with { type: 'json' };

const folder = join(import.meta.dirname, '../../../src/commands');
const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('.ts'));

const secretFlag = /secret|password|token$|^key$/;

describe.each(files)('the command %s', (file) => {
  it('has a summary, examples with long flags, and a summary for each flag', async () => {
    const module = (await import(join(folder, file))) as { default: typeof Command };
    const command = module.default;
    expect(command.summary).toMatch(/\.$/);
    const examples = (command.examples ?? []).map((example) =>
      typeof example === 'string' ? example : example.command,
    );
    expect(examples.length).toBeGreaterThan(0);
    for (const example of examples) expect(example).not.toMatch(/ -[a-z]\b/);
    const flags = { ...command.baseFlags, ...command.flags };
    for (const [name, flag] of Object.entries(flags)) {
      expect.soft(flag.summary, `--${name}`).toMatch(/\.$/);
      expect.soft(name).not.toMatch(secretFlag);
    }
  });

  it('has the same summary and flags in oclif.manifest.json (if not, run npm run build)', async () => {
    const module = (await import(join(folder, file))) as { default: typeof Command };
    const id = file.replace(/(\/index)?\.ts$/, '').replaceAll('/', ':');
    const recorded = (manifest.commands as Record<string, { flags: object; summary: string }>)[id];
    expect(recorded?.summary).toBe(module.default.summary);
    const flags = { ...module.default.baseFlags, ...module.default.flags };
    expect(Object.keys(recorded?.flags ?? {}).sort()).toEqual(Object.keys(flags).sort());
  });
});
