import type { ModifiedResource, Query, Window } from '../../resources/resource.js';
import type { Page, Pages } from './fetched-pages.js';

/** Answers carry whole seconds, and a change can be stamped a little before it shows: so many ms. */
export const clockMargin = 5_000;

export interface WindowClock {
  /** Toast's clock, epoch milliseconds. */
  readonly serverNow: () => number;
  readonly sleep: (ms: number) => Promise<void>;
}

/**
 * Reads all pages of a window, so that no entity is lost even when some change meanwhile.
 * `createdField` holds the instant at which an entity came to be.
 *
 * An entity that is edited while its window is being paged gets a new modification time, leaves the
 * window, and every later one moves up a place: read forwards, one is missed at each edge of a page
 * behind it. So when there is more than one page, what changed meanwhile is asked for; if any of
 * it could have been in the window, the pages are read once more, last to first. Backwards, what
 * moves up moves towards pages that are still to be read, so nothing is missed whatever leaves.
 * What left is among the changes, which are kept too: otherwise it would be missing until the next
 * run.
 *
 * Nothing may enter meanwhile: a window of several pages that ends just now is read when its end
 * has been over for a while. The first page is asked for a little beyond such an end: what changes
 * between the window's end and the answer would be missing, and if it is the only page it is whole.
 */
export async function readWindow(
  pages: Pages,
  resource: ModifiedResource,
  createdField: string,
  window: Window,
  { serverNow, sleep }: WindowClock,
): Promise<void> {
  const askedAt = serverNow();
  const endsNow = window.end + clockMargin > askedAt;
  const changesSince = (start: number) =>
    resource.query({ start: start - clockMargin, end: serverNow() + clockMargin });

  if (endsNow) {
    const end = askedAt + clockMargin;
    const whole = await keepWhole(pages, { ...resource.query({ ...window, end }), page: 1 });
    if (whole.isKept) return;
    await sleep(window.end + clockMargin - (whole.serverTime ?? serverNow()));
  }
  const query = resource.query(window);
  const first = await keepPage(pages, { ...query, page: 1 });
  const startedAt = endsNow ? askedAt : (first.serverTime ?? serverNow());
  const count = await keepRest(pages, query, first);
  if (count === 1 && !endsNow) return;

  const meanwhile = changesSince(startedAt);
  const changes = await keepChanges(pages, { ...meanwhile, page: 1 }, createdField, window);
  await keepRest(pages, meanwhile, changes);
  if (!changes.couldHaveShifted) return;

  const againAt = changes.serverTime ?? serverNow();
  for (let page = count; page >= 1; page--) await keepPage(pages, { ...query, page });
  const late = changesSince(againAt);
  await keepRest(pages, late, await keepPage(pages, { ...late, page: 1 }));
}

/* What is known of a page once it is kept. Many windows are read at a time, some over minutes: none
   may hold on to a page meanwhile. */
type Kept = Omit<Page, 'body'>;

async function keepPage(pages: Pages, query: Query): Promise<Kept> {
  const { body, ...kept } = await pages.list(query);
  await pages.keep(body);
  return kept;
}

/* Keeps the page if it is the only one. */
async function keepWhole(pages: Pages, query: Query): Promise<Kept & { isKept: boolean }> {
  const { body, ...page } = await pages.list(query);
  if (!page.hasNext) await pages.keep(body);
  return { ...page, isKept: !page.hasNext };
}

async function keepChanges(
  pages: Pages,
  query: Query,
  createdField: string,
  window: Window,
): Promise<Kept & { couldHaveShifted: boolean }> {
  const { body, ...kept } = await pages.list(query);
  await pages.keep(body);
  /* More than one page of changes is too much to look at: reading the window again costs no more. */
  return { ...kept, couldHaveShifted: kept.hasNext || anyWasThere(body, createdField, window) };
}

/* Keeps all pages after the first and gives how many there are with it. */
async function keepRest(pages: Pages, query: Query, first: Kept): Promise<number> {
  let count = 1;
  for (let { hasNext } = first; hasNext;) {
    ({ hasNext } = await keepPage(pages, { ...query, page: ++count }));
  }
  return count;
}

/* What came to be after the window's end was never in it. */
function anyWasThere(changes: Buffer, createdField: string, window: Window): boolean {
  try {
    const entities = JSON.parse(changes.toString('utf8')) as Record<string, unknown>[];
    return entities.some((entity) => {
      const created = Date.parse(String(entity[createdField]));
      return Number.isNaN(created) || created < window.end;
    });
  } catch {
    return true;
  }
}
