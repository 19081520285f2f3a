import { EVENT_ID, getScalarValue, parseEvents, type Event } from 'js-yaml';

/** Keys and list indexes that lead to a value of a YAML document. */
export type YamlPath = readonly (string | number)[];

/** Finds the positions of values in a YAML text. */
export class YamlPositions {
  readonly #events: readonly Event[];

  constructor(private readonly text: string) {
    this.#events = parseEvents(text, {});
  }

  /**
   * Returns the line (from 1) of the entry at `path`: the line of its key in a mapping, the line where it
   * begins in a list. A missing entry has the line of its nearest ancestor that exists.
   */
  line(path: YamlPath): number {
    let node = this.#events.findIndex(({ type }) => type !== EVENT_ID.DOCUMENT);
    let offset = 0;
    for (const step of path) {
      const entries = entriesOf(this.#events, node, this.text);
      const entry = entries.find(({ key }) => key === String(step));
      if (entry === undefined) break;
      ({ node, offset } = entry);
    }
    return this.text.slice(0, offset).split('\n').length;
  }
}

interface Entry {
  readonly key: string;
  /** Offset of its first character in the text. */
  readonly offset: number;
  /** Index of the event that begins its value. */
  readonly node: number;
}

function entriesOf(events: readonly Event[], parent: number, text: string): Entry[] {
  const type = events[parent]?.type;
  const entries: Entry[] = [];
  if (type !== EVENT_ID.MAPPING && type !== EVENT_ID.SEQUENCE) return entries;
  let next = parent + 1;
  for (let event = events[next]; event && event.type !== EVENT_ID.POP; event = events[next]) {
    const first = next;
    const offset = startOf(event);
    if (type === EVENT_ID.SEQUENCE) {
      entries.push({ key: String(entries.length), offset, node: first });
    } else {
      const key = event.type === EVENT_ID.SCALAR ? getScalarValue(text, event) : '';
      next = endOf(events, first);
      entries.push({ key, offset, node: next });
    }
    next = endOf(events, next);
  }
  return entries;
}

/* Returns the index after the node's last event. */
function endOf(events: readonly Event[], node: number): number {
  let depth = 0;
  let next = node;
  do {
    const type = events[next]?.type;
    if (type === EVENT_ID.POP) depth -= 1;
    else if (type === EVENT_ID.MAPPING || type === EVENT_ID.SEQUENCE) depth += 1;
    next += 1;
  } while (depth > 0);
  return next;
}

function startOf(event: Event): number {
  if ('start' in event) return event.start;
  if ('valueStart' in event) return Math.max(0, event.valueStart);
  return 'anchorStart' in event ? event.anchorStart : 0;
}
