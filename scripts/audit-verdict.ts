/** What a check of the dependencies found: `skipped` when npm could not tell. */
export interface Verdict {
  readonly outcome: 'passed' | 'failed' | 'skipped';
  /** Packages, or why the check was skipped; neither addresses nor other text of a server. */
  readonly details: string;
}

interface Named {
  readonly name: string;
  readonly version: string;
}

/* The parts that matter of what `npm audit` prints with `--json`. Failures have the last two. */
interface Report {
  readonly invalid?: readonly Named[];
  readonly missing?: readonly Named[];
  readonly vulnerabilities?: Readonly<Record<string, { readonly severity: string }>>;
  readonly error?: { readonly code?: string; readonly summary?: string };
  readonly statusCode?: number;
}

/**
 * Reads the output of `npm audit signatures --json`. A package without a signature fails like one
 * with a wrong signature: npm reports it only when the registry does sign its packages.
 */
export function signaturesVerdict(output: string): Verdict {
  const report = parse(output);
  const { invalid, missing } = report;
  if (invalid === undefined || missing === undefined) return skipped(report);
  return verdict([...named('invalid', invalid), ...named('missing', missing)]);
}

/** Reads the output of `npm audit --json`; vulnerabilities below `high` pass. */
export function vulnerabilitiesVerdict(output: string): Verdict {
  const report = parse(output);
  if (report.vulnerabilities === undefined) return skipped(report);
  const grave = Object.entries(report.vulnerabilities).filter(([, { severity }]) =>
    ['high', 'critical'].includes(severity),
  );
  return verdict(grave.map(([name, { severity }]) => `${severity}: ${name}`));
}

function parse(output: string): Report {
  try {
    return (JSON.parse(output) ?? {}) as Report;
  } catch {
    return {};
  }
}

function named(problem: string, packages: readonly Named[]): string[] {
  return packages.map(({ name, version }) => `${problem}: ${name}@${version}`);
}

function verdict(problems: readonly string[]): Verdict {
  return { outcome: problems.length > 0 ? 'failed' : 'passed', details: problems.join(', ') };
}

/* A network that is not there, or a registry without this endpoint, must not fail a build. */
function skipped({ error, statusCode }: Report): Verdict {
  const summary = error?.summary?.replaceAll(/https?:\S+/g, '…');
  const details = [error?.code, statusCode, summary].find((each) => each) ?? 'npm gave no result';
  return { outcome: 'skipped', details: `the registry does not answer: ${details}` };
}
