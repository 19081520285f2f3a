import cliTruncate from 'cli-truncate';
import { Presets, SingleBar } from 'cli-progress';
import { printable } from '../../../printable.js';
import type { RunEvent } from '../../../transform/run/model-events.js';
import { formatCount } from '../table/numbers.js';
import type { TestEvent } from '../../../transform/run/test-events.js';

/** Shows how many models or tests are done. `stop` clears the line. */
export interface StepProgress {
  onEvent(event: RunEvent | TestEvent): void;
  stop(): void;
}

const barWidth = 20;

/* The bar, the counts ("1,234 of 1,234"), and two spaces between and before them. */
const besideName = barWidth + 20;

/**
 * Creates a progress bar if `stream` is a terminal; otherwise nothing is shown. The label stands before the
 * bar; it is empty if a line above says what is done.
 */
export function stepProgress(stream: NodeJS.WriteStream | undefined, label: string): StepProgress {
  if (!stream?.isTTY) return { onEvent: () => undefined, stop: () => undefined };
  const bar = new SingleBar(
    {
      stream,
      hideCursor: true,
      clearOnComplete: true,
      barsize: barWidth,
      format: `${label}  {bar}  {done} of {all}  {name}`,
    },
    Presets.shades_classic,
  );
  const nameWidth = Math.max(0, (stream.columns || 80) - label.length - besideName);
  const done = new Set<number>();
  let isRunning = false;
  let isStopped = false;
  return {
    onEvent(event) {
      if (isStopped || event.type === 'done') return;
      if (!isRunning)
        bar.start(event.total, 0, { name: '', all: formatCount(event.total), done: '0' });
      isRunning = true;
      if (event.type === 'finish') done.add(event.index);
      const started = event.type === 'start' ? nameOf(event) : undefined;
      const name = started === undefined ? {} : { name: cliTruncate(started, nameWidth) };
      bar.update(done.size, { ...name, done: formatCount(done.size) });
    },
    stop() {
      isStopped = true;
      if (isRunning) bar.stop();
      isRunning = false;
    },
  };
}

function nameOf(event: { readonly relation: string } | { readonly test: string }): string {
  return printable('relation' in event ? event.relation : event.test);
}
