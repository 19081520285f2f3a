import wrapAnsi from 'wrap-ansi';
import type { Finding } from '../../../doctor/finding.js';
import { printable } from '../../../printable.js';

const marks = { ok: '✓', warning: '!', problem: '✗' } as const;

/* Wide enough for the longest name of a check. */
const nameWidth = 13;

/** Formats a finding: a line with its mark, and what to do about it below. */
export function findingLines(
  { check, status, text, advice }: Finding,
  width = Number.MAX_SAFE_INTEGER,
): string[] {
  const indent = ' '.repeat(nameWidth + 3);
  const available = Math.max(20, width - indent.length);
  const wrapped = (paragraph: string) =>
    paragraph.split('\n').flatMap((line) => wrapAnsi(printable(line), available).split('\n'));
  const [first = '', ...rest] = wrapped(text);
  const more = [...rest, ...(advice === undefined ? [] : wrapped(`→ ${advice}`))];
  return [
    `${marks[status]} ${check.padEnd(nameWidth)} ${first}`,
    ...more.map((line) => `${indent}${line}`),
  ];
}
