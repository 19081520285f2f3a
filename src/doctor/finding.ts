import type { ToastError } from '../errors.js';

/** What a check found: one line for people. */
export interface Finding {
  /** What was checked, in one or two words. */
  readonly check: string;
  readonly status: 'ok' | 'warning' | 'problem';
  readonly text: string;
  /** What to do about it. */
  readonly advice?: string | undefined;
  /** Of a problem: that of the command which would fail with it. */
  readonly exitCode?: number;
}

/** Reports that nothing is wrong. */
export function ok(check: string, text: string): Finding {
  return { check, status: 'ok', text };
}

/** Reports what keeps no run from its work. */
export function warning(check: string, text: string, advice: string): Finding {
  return { check, status: 'warning', text, advice };
}

/** Reports the error that a run would end with. */
export function problem(check: string, { message, suggestion, exitCode }: ToastError): Finding {
  return { check, status: 'problem', text: message, advice: suggestion, exitCode };
}

/**
 * Returns the exit code for what was found: 0 without a problem, else the lowest of the problems' codes.
 * What has to be mended first has the lowest: configuration (3), Toast (4), database (5).
 */
export function exitCodeOf(findings: readonly Finding[]): number {
  const codes = findings.flatMap(({ exitCode }) => exitCode ?? []);
  return codes.length === 0 ? 0 : Math.min(...codes);
}
