import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const docs = join(import.meta.dirname, '../../docs');

/** Reads what a page of the documentation shows below `$ command`, line by line. */
export function captureOf(page: string, command: string): string[] {
  const text = readFileSync(join(docs, page), 'utf8');
  const [, after = ''] = text.split(`\`\`\`\n$ ${command}\n`);
  return after.split('\n```')[0]?.split('\n') ?? [];
}
