import wrapAnsi from 'wrap-ansi';
import type { Finding } from '../../../doctor/finding.js';
import { printable } from '../../../printable.js';
import { proseWidth } from './wrap-prose.js';

const marks = { ok: '✓', warning: '!', problem: '✗' } as const;

/* Wide enough for the longest name of a check. */
const nameWidth = 13;

/** Formats a finding: a line with its mark, and what to do about it below. */
export function findingLines({ check, status, text, advice }: Finding, width?: number): string[] {
  const indent = ' '.repeat(nameWidth + 3);
  const wrap = (line: string) =>
    width === undefined ? line : wrapAnsi(line, Math.max(20, proseWidth(width) - indent.length));
  const wrapped = (paragraph: string) =>
    paragraph.split('\n').flatMap((line) => wrap(printable(line)).split('\n'));
  const [first = '', ...rest] = wrapped(text);
  const more = [...rest, ...(advice === undefined ? [] : wrapped(`→ ${advice}`))];
  return [
    `${marks[status]} ${check.padEnd(nameWidth)} ${first}`,
    ...more.map((line) => `${indent}${line}`),
  ];
}
