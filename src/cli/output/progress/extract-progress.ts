import cliTruncate from 'cli-truncate';
import { MultiBar, Presets, type SingleBar } from 'cli-progress';
import type { ExtractEvent } from '../../../extract/report/events.js';
import type { Runtime } from '../../../runtime.js';
import { printable } from '../../../printable.js';
import { formatCount, formatDuration } from '../table/numbers.js';

/** Shows the progress of an extraction. `stop` restores the terminal. */
export interface ExtractProgress {
  onEvent(event: ExtractEvent): void;
  stop(): void;
}

/** Creates progress bars if `stream` is a terminal; otherwise passes a line per window to `write`. */
export function extractProgress(
  stream: NodeJS.WriteStream | undefined,
  runtime: Runtime,
  write: (line: string) => void,
): ExtractProgress {
  return stream?.isTTY ? barProgress(stream, runtime) : lineProgress(write);
}

/* More bars would push the overall bar off the screen. */
const maxRestaurantBars = 12;

const nameWidth = 36;

/* Draws one bar for all windows, and one per restaurant for the first restaurants. */
function barProgress(stream: NodeJS.WriteStream, runtime: Runtime): ExtractProgress {
  const bars = new MultiBar(
    {
      stream,
      hideCursor: true,
      clearOnComplete: true,
      barsize: 24,
      format: '{name} {bar} {value}/{total} windows  {detail}',
    },
    Presets.rect,
  );
  const restaurants = new Map<string, { bar: SingleBar; rows: number }>();
  let overall: SingleBar | undefined;
  const startedAt = runtime.now();
  let rows = 0;
  let pages = 0;
  let ended = 0;
  let total = 0;
  let labels: ReadonlyMap<string, string> = new Map();

  const update = () => {
    const seconds = Math.max((runtime.now() - startedAt) / 1000, 0.001);
    const left = ended === 0 ? '…' : formatDuration((seconds / ended) * (total - ended));
    overall?.update(ended, {
      detail: `${formatCount(rows)} rows, ${formatCount(pages)} pages, ${formatCount(rows / seconds)} rows/s, ${left} left`,
    });
  };
  const addToBar = (id: string) => {
    const known = restaurants.get(id);
    if (known !== undefined) {
      known.bar.setTotal(known.bar.getTotal() + 1);
    } else if (restaurants.size < maxRestaurantBars) {
      const name = cliTruncate(printable(labels.get(id) ?? id), nameWidth).padEnd(nameWidth);
      restaurants.set(id, { bar: bars.create(1, 0, { name, detail: '' }), rows: 0 });
    }
  };
  let isStopped = false;
  return {
    onEvent(event) {
      /* An update would draw them again. */
      if (isStopped) return;
      switch (event.type) {
        case 'discovered':
          labels = event.names;
          break;
        case 'planned': {
          total += event.units.length;
          overall ??= bars.create(total, 0, {
            name: 'all restaurants'.padEnd(nameWidth),
            detail: '',
          });
          overall.setTotal(total);
          for (const { restaurantId } of event.units) addToBar(restaurantId);
          break;
        }
        case 'started':
        case 'clock-off':
          break;
        case 'page':
          pages += 1;
          update();
          break;
        case 'ended': {
          const own = restaurants.get(event.unit.restaurantId);
          ended += 1;
          rows += event.entry.rowsRead;
          if (own !== undefined) {
            own.rows += event.entry.rowsRead;
            own.bar.increment(1, { detail: `${formatCount(own.rows)} rows` });
          }
          update();
          break;
        }
      }
    },
    stop: () => {
      isStopped = true;
      bars.stop();
    },
  };
}

/* Writes a line per window, for logs. */
function lineProgress(write: (line: string) => void): ExtractProgress {
  let total = 0;
  let ended = 0;
  return {
    onEvent(event) {
      if (event.type === 'discovered') {
        write(`Found ${formatCount(event.restaurantIds.length)} restaurants.`);
      } else if (event.type === 'planned') {
        total += event.units.length;
        write(`Reading ${formatCount(event.units.length)} windows.`);
      } else if (event.type === 'ended') {
        ended += 1;
        const { entry } = event;
        const window = entry.end === 0 ? '' : ` ${day(entry.start)} to ${day(entry.end)}`;
        const result =
          entry.status === 'done' ? `${formatCount(entry.rowsRead)} rows` : entry.error;
        write(
          `${ended} of ${total} ${entry.status} ${entry.resource} ${entry.restaurantId}${window}: ${result}`,
        );
      }
    },
    stop: () => undefined,
  };
}

function day(epochMs: number): string {
  return new Date(epochMs).toISOString().slice(0, 16).replace('T', ' ');
}
