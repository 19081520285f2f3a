import type { IncrementalResource, Query, Window } from '../../resources/resource.js';
import { maxParsedBytes } from '../../toast/client.js';
import { clockPaddingMs } from '../plan/windows.js';
import type { PageFetcher, PageInfo } from './page-fetcher.js';
import type { SpooledPages } from './spooled-pages.js';

export interface PagedWindow {
  /** Ends where Toast's data is settled (`settledAt`) or before: nothing may enter it any more. */
  readonly window: Window;
  /** Whether what has changed since the end of the window is wanted too. */
  readonly openEnded: boolean;
  /** Returns Toast's clock in epoch milliseconds. */
  readonly serverNow: () => number;
}

/**
 * Fetches all pages of a window so that no entity is lost, even if some change meanwhile.
 *
 * An entity that is edited while its window is being paged gets a new modification time, leaves the
 * window, and every later one moves up a place: read forwards, one is missed at each page boundary
 * behind it. So if there is more than one page, the changes made meanwhile are fetched too. If any of
 * them could have been in the window, the pages are fetched again, last to first: backwards, what
 * moves up moves towards pages that are still to be read, so nothing is missed whatever leaves. What
 * left the window is among the changes, which are loaded too; otherwise it would be missing until the
 * next run.
 *
 * An open-ended window is requested up to slightly beyond now. If that is one page, it is complete. If
 * it is more, the window is paged up to its end, where nothing enters it, and everything since is
 * among the changes.
 *
 * `createdField` is the field of an entity that holds when it was created.
 */
export async function fetchPagedWindow(
  fetcher: PageFetcher,
  pages: SpooledPages,
  resource: IncrementalResource,
  createdField: string,
  { window, openEnded, serverNow }: PagedWindow,
): Promise<void> {
  const sinceUntilNow = (start: number) =>
    resource.query({ start, end: serverNow() + clockPaddingMs });

  if (openEnded) {
    const only = await addIfOnly(fetcher, pages, { ...sinceUntilNow(window.start), page: 1 });
    if (!only.hasNext) return;
  }
  const query = resource.query(window);
  const first = await addPage(fetcher, pages, { ...query, page: 1 });
  const startedAt = first.serverTime ?? serverNow();
  const count = await addRest(fetcher, pages, query, first);
  if (count === 1 && !openEnded) return;

  const meanwhile = sinceUntilNow(openEnded ? window.end : startedAt - clockPaddingMs);
  const changes = await addChanges(fetcher, pages, { ...meanwhile, page: 1 }, createdField, window);
  await addRest(fetcher, pages, meanwhile, changes);
  if (!changes.couldHaveShifted) return;

  const againAt = changes.serverTime ?? serverNow();
  for (let page = count; page >= 1; page--) await addPage(fetcher, pages, { ...query, page });
  const late = sinceUntilNow(againAt - clockPaddingMs);
  await addRest(fetcher, pages, late, await addPage(fetcher, pages, { ...late, page: 1 }));
}

function addPage(fetcher: PageFetcher, pages: SpooledPages, query: Query): Promise<PageInfo> {
  return fetcher.list(query, (page) => pages.add(page));
}

/* Adds the page if it is the only one. */
function addIfOnly(fetcher: PageFetcher, pages: SpooledPages, query: Query): Promise<PageInfo> {
  return fetcher.list(query, async (page, { hasNext }) => {
    if (!hasNext) await pages.add(page);
  });
}

async function addChanges(
  fetcher: PageFetcher,
  pages: SpooledPages,
  query: Query,
  createdField: string,
  window: Window,
): Promise<PageInfo & { couldHaveShifted: boolean }> {
  let couldHaveShifted = true;
  const info = await fetcher.list(query, async (page, { hasNext }) => {
    await pages.add(page);
    /* More than one page of changes is too much to inspect: fetching the window again costs no more. */
    couldHaveShifted = hasNext || anyWasInside(page, createdField, window);
  });
  return { ...info, couldHaveShifted };
}

/* Adds all pages after the first and returns the number of pages. */
async function addRest(
  fetcher: PageFetcher,
  pages: SpooledPages,
  query: Query,
  first: PageInfo,
): Promise<number> {
  const bounds = fetcher.bounds();
  let count = 1;
  for (let info = first; info.hasNext;) {
    bounds.next({ isEmpty: info.isEmpty });
    info = await addPage(fetcher, pages, { ...query, page: ++count });
  }
  return count;
}

/* An entity that was created after the end of the window was never in it. */
function anyWasInside(changes: Buffer, createdField: string, window: Window): boolean {
  if (changes.length > maxParsedBytes) return true;
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
