import cliTruncate from 'cli-truncate';
import { MultiBar, Presets, type Options, type SingleBar } from 'cli-progress';
import type { Runtime } from '../../../runtime.js';
import { printable } from '../../../printable.js';
import { shortReason } from '../reason.js';
import { formatCount, plural } from '../table/numbers.js';
import { pad } from '../table/table-column.js';
import type { ExtractProgress } from './progress.js';
import { Reading } from './reading.js';

/* More bars would push the overall bar off the screen. */
const maxRestaurantBars = 12;

/* Lines of a terminal that are left for what was printed before, and for the other lines. */
const reservedLines = 6;

/* Of names, and of bars beside them, in 80 columns and in wide terminals. */
const widths = { narrow: { name: 26, bar: 12 }, wide: { name: 40, bar: 40 } };

/**
 * Draws a bar for all work with what is left of it, one for each of the first restaurants, how many others
 * there are, and a line about requests that had to be sent again.
 */
export function barProgress(stream: NodeJS.WriteStream, runtime: Runtime): ExtractProgress {
  const { name: nameWidth, bar: barsize } =
    (stream.columns || 80) < 110 ? widths.narrow : widths.wide;
  const maxBars = Math.max(1, Math.min(maxRestaurantBars, (stream.rows || 24) - reservedLines));
  const bars = new MultiBar(
    { stream, hideCursor: true, clearOnComplete: true, barsize, format: '' },
    Presets.shades_classic,
  );
  const reading = new Reading();
  const restaurants = new Map<string, { bar?: SingleBar; total: number; ended: number }>();
  let names: ReadonlyMap<string, string> = new Map();
  const nameOf = (id: string) => printable(names.get(id) ?? id);
  const shortName = (id: string) => cliTruncate(nameOf(id), nameWidth, { position: 'middle' });
  const label = (text: string) => pad(text, nameWidth);
  const fit = (text: string) => cliTruncate(text, (stream.columns || 80) - 1);
  let waiting: { until: number; why: string } | undefined;
  let isStopped = false;

  const add = (format: NonNullable<Options['format']>) => bars.create(1, 0, {}, { format });
  const overall = () => {
    const { share } = reading;
    const percent = `${Math.floor(share * 100)}%`.padStart(4);
    const left = leftText(reading.secondsLeft(runtime.now()));
    const text = `${left}${plural(reading.rows, 'row')}`;
    return fit(`${label('all restaurants')} ${drawn(share, barsize)} ${percent}  ${text}`);
  };
  const others = () => {
    const hidden = [...restaurants.values()].filter(({ bar }) => bar === undefined);
    if (hidden.length === 0) return '';
    const done = hidden.filter(({ ended, total }) => ended === total).length;
    const more = `+${plural(hidden.length, 'more restaurant')}`;
    return done === 0 ? more : `${more}, ${formatCount(done)} complete`;
  };
  const retries = () => {
    const left = Math.ceil(((waiting?.until ?? 0) - runtime.now()) / 1000);
    const wait = waiting !== undefined && left > 0 ? [`waiting ${left} s for ${waiting.why}`] : [];
    const count = reading.retries === 0 ? [] : [`${plural(reading.retries, 'request')} sent again`];
    /* What is waited for comes first: a terminal may be too narrow for both. */
    return fit([...wait, ...count].join('; '));
  };
  const plan = (id: string) => {
    const own = restaurants.get(id) ?? { total: 0, ended: 0 };
    own.total += 1;
    restaurants.set(id, own);
  };
  /* Bars are drawn in the order in which they are added, so the restaurants have to be known. */
  const start = () => {
    add(overall);
    for (const [id, own] of [...restaurants].slice(0, maxBars)) {
      own.bar = add(() => {
        const { ended, total } = own;
        const windows = `${formatCount(ended)} of ${plural(total, 'window')}`;
        return `${label(shortName(id))} ${drawn(ended / total, barsize)} ${windows}`;
      });
    }
    add(others);
    add(retries);
  };
  return {
    onEvent(event) {
      /* An update would draw them again. */
      if (isStopped) return;
      reading.onEvent(event, runtime.now());
      if (event.type === 'discovered') {
        names = event.names;
      } else if (event.type === 'planned') {
        const isFirst = restaurants.size === 0;
        for (const { restaurantId } of event.units) plan(restaurantId);
        if (isFirst && restaurants.size > 0) start();
      } else if (event.type === 'ended') {
        const own = restaurants.get(event.unit.restaurantId);
        if (own !== undefined) own.ended += 1;
      } else if (event.type === 'waiting') {
        const where =
          event.restaurantId === undefined ? 'the login' : shortName(event.restaurantId);
        const why = `${where}: ${printable(shortReason(event.reason))}`;
        const until = runtime.now() + event.ms;
        if (until > (waiting?.until ?? 0)) waiting = { until, why };
      }
    },
    stop() {
      isStopped = true;
      bars.stop();
    },
  };
}

function drawn(share: number, size: number): string {
  const full = Math.round(Math.min(1, share) * size);
  return '█'.repeat(full) + '░'.repeat(size - full);
}

/* To the second it would change all the time, and be wrong. */
function leftText(seconds: number | undefined): string {
  if (seconds === undefined) return '';
  const step = seconds < 20 ? 1 : seconds < 90 ? 10 : 60;
  const rounded = Math.max(1, Math.ceil(seconds / step) * step);
  if (rounded < 120) return `about ${rounded} s left, `;
  const minutes = Math.round(rounded / 60);
  if (minutes < 60) return `about ${minutes} min left, `;
  const hours = `${Math.floor(minutes / 60)} h`;
  return `about ${minutes % 60 === 0 ? hours : `${hours} ${minutes % 60} min`} left, `;
}
