import type { ModifiedResource, Query, Window } from '../resources/resource.js';
import type { Page, Pages } from './pages.js';

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
    const all = await pages.list({ ...resource.query({ ...window, end }), page: 1 });
    if (!all.hasNext) return pages.keep(all.body);
    await sleep(window.end + clockMargin - (all.serverTime ?? serverNow()));
  }
  const query = resource.query(window);
  const first = await pages.list({ ...query, page: 1 });
  const startedAt = endsNow ? askedAt : (first.serverTime ?? serverNow());
  const count = await keepAll(pages, query, first);
  if (count === 1 && !endsNow) return;

  const meanwhile = changesSince(startedAt);
  const changes = await pages.list({ ...meanwhile, page: 1 });
  await keepAll(pages, meanwhile, changes);
  if (!couldHaveShifted(changes, createdField, window)) return;

  const againAt = changes.serverTime ?? serverNow();
  for (let page = count; page >= 1; page--) {
    await pages.keep((await pages.list({ ...query, page })).body);
  }
  const late = changesSince(againAt);
  await keepAll(pages, late, await pages.list({ ...late, page: 1 }));
}

/* Keeps the first page and all that follow, and gives how many they are. */
async function keepAll(pages: Pages, query: Query, first: Page): Promise<number> {
  await pages.keep(first.body);
  let count = 1;
  for (let latest = first; latest.hasNext;) {
    latest = await pages.list({ ...query, page: ++count });
    await pages.keep(latest.body);
  }
  return count;
}

/* What came to be after the window's end was never in it. More than one page of changes is too
   much to look at: reading the window again costs no more. */
function couldHaveShifted(changes: Page, createdField: string, window: Window): boolean {
  if (changes.hasNext) return true;
  try {
    const entities = JSON.parse(changes.body.toString('utf8')) as Record<string, unknown>[];
    return entities.some((entity) => {
      const created = Date.parse(String(entity[createdField]));
      return Number.isNaN(created) || created < window.end;
    });
  } catch {
    return true;
  }
}
