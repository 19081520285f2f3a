import type { ModelRunResult, RunEvent } from './model-events.js';

/** Width of a line without its last part, as in dbt. */
const width = 80;

/** An event of a run as a line for people: `1 of 19 START table model toast.a ....... [RUN]`. */
export function formatRunEvent(event: RunEvent): string {
  if (event.type === 'done') return summary(event.results);
  const place = `${event.index} of ${event.total}`;
  if (event.type === 'start') {
    return dotted(`${place} START ${event.materialization} model ${event.relation}`, 'RUN');
  }
  const { materialization, relation, status, rows, seconds } = event.result;
  const took = `in ${seconds.toFixed(2)}s`;
  if (status === 'unchanged') return dotted(`${place} UNCHANGED ${relation}`, 'OK');
  if (status === 'skipped') return dotted(`${place} SKIP relation ${relation}`, 'SKIP');
  if (status === 'error') {
    const what = `${place} ERROR creating ${materialization} model ${relation}`;
    return dotted(what, `ERROR ${took}`);
  }
  const what = `${place} OK created ${materialization} model ${relation}`;
  return dotted(what, `${rows === null ? 'OK' : count(rows)} ${took}`);
}

function summary(results: readonly ModelRunResult[]): string {
  const of = (status: ModelRunResult['status']) =>
    results.filter((result) => result.status === status).length;
  return `Done. OK=${of('success')} UNCHANGED=${of('unchanged')} ERROR=${of('error')} SKIP=${of('skipped')} TOTAL=${results.length}`;
}

function count(rows: number): string {
  return `${rows.toLocaleString('en-US')} ${rows === 1 ? 'row' : 'rows'}`;
}

/** Fills a line up with dots to the width at which its outcome stands. */
export function dotted(text: string, outcome: string): string {
  return `${`${text} `.padEnd(width, '.').trimEnd()} [${outcome}]`;
}
