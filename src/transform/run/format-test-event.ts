import { dotted } from './format-event.js';
import type { DataTestResult, TestEvent } from './test-events.js';

/** An event of a run of data tests as a line for people: `1 of 9 PASS unique_a_id ... [PASS in 0.01s]`. */
export function formatTestEvent(event: TestEvent): string {
  if (event.type === 'done') return summary(event.results);
  const place = `${event.index} of ${event.total}`;
  if (event.type === 'start') return dotted(`${place} START test ${event.test}`, 'RUN');
  const { status, test, failures, seconds } = event.result;
  const word = status.toUpperCase();
  const outcome = status === 'fail' || status === 'warn' ? `${word} ${failures}` : word;
  return dotted(`${place} ${word} ${test}`, `${outcome} in ${seconds.toFixed(2)}s`);
}

function summary(results: readonly DataTestResult[]): string {
  const of = (status: DataTestResult['status']) =>
    results.filter((result) => result.status === status).length;
  return `Done. PASS=${of('pass')} WARN=${of('warn')} FAIL=${of('fail')} SKIP=${of('skip')} ERROR=${of('error')} TOTAL=${results.length}`;
}
