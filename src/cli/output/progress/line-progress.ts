import { formatMinute } from '../minute.js';
import type { ExtractEvent } from '../../../extract/report/events.js';
import { reasonText } from '../reason.js';
import { formatCount, formatDuration, plural } from '../table/numbers.js';
import type { ExtractProgress } from './progress.js';

/** Creates a progress that writes a line for each window and each wait. */
export function lineProgress(write: (line: string) => void): ExtractProgress {
  let total = 0;
  let ended = 0;
  let names: ReadonlyMap<string, string> = new Map();
  const nameOf = (id: string | undefined) =>
    id === undefined ? 'the login' : (names.get(id) ?? id);
  const onEvent = (event: ExtractEvent) => {
    if (event.type === 'discovered') {
      names = event.names;
      write(`Found ${plural(event.restaurantIds.length, 'restaurant')}.`);
    } else if (event.type === 'planned') {
      total += event.units.length;
      write(`Reading ${plural(event.units.length, 'window')}.`);
    } else if (event.type === 'waiting') {
      const wait = formatDuration(event.ms / 1000);
      write(`Waiting ${wait} for ${nameOf(event.restaurantId)}: ${reasonText(event.reason)}`);
    } else if (event.type === 'ended') {
      ended += 1;
      const { status, resource, restaurantId, start, end, rowsRead, error } = event.entry;
      const window = end === 0 ? '' : ` ${minute(start)} to ${minute(end)}`;
      const result = status === 'done' ? plural(rowsRead, 'row') : reasonText(error ?? '');
      const position = `${formatCount(ended)} of ${formatCount(total)}`;
      write(`${position} ${status} ${resource} of ${nameOf(restaurantId)}${window}: ${result}`);
    }
  };
  return { onEvent, stop: () => undefined };
}

function minute(epochMs: number): string {
  return formatMinute(new Date(epochMs).toISOString());
}
