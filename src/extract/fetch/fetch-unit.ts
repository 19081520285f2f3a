import { ConflictError, NotFoundError } from '../../errors.js';
import type { FullResource, Query, VersionedResource } from '../../resources/resource.js';
import { day } from '../../resources/timestamp.js';
import { maxParsedBytes } from '../../toast/client.js';
import type { DeletionScope } from '../../warehouse/raw/restaurant-pages.js';
import { yyyymmdd } from '../plan/business-day.js';
import type { Unit } from '../plan/plan.js';
import { clockPaddingMs } from '../plan/windows.js';
import { fetchPagedWindow } from './fetch-paged-window.js';
import type { PageFetcher } from './page-fetcher.js';
import type { SpooledPages } from './spooled-pages.js';

export interface FetchUnitOptions {
  /** Returns Toast's clock in epoch milliseconds. */
  readonly serverNow: () => number;
  /** Returns the version of a versioned resource that is in the database. */
  readonly knownVersion: (unit: Unit) => string | undefined;
}

/**
 * Fetches everything that belongs to a unit into the spool. Returns the deletion scope of the pages,
 * or `undefined` when the absence of an entity means nothing. A 404 of an optional resource is an
 * empty list: nothing is published, or the account does not have the product.
 * @throws whatever the client throws.
 */
export async function fetchUnit(
  unit: Unit,
  fetcher: PageFetcher,
  pages: SpooledPages,
  options: FetchUnitOptions,
): Promise<DeletionScope | undefined> {
  try {
    return await fetchAll(unit, fetcher, pages, options);
  } catch (error) {
    const isNothing = error instanceof NotFoundError && unit.resource.isOptional;
    /* A later page that is not found is a failure of the listing. */
    if (!isNothing || pages.count > 0) throw error;
    await pages.addNothing(error);
    return {};
  }
}

async function fetchAll(
  unit: Unit,
  fetcher: PageFetcher,
  pages: SpooledPages,
  options: FetchUnitOptions,
): Promise<DeletionScope | undefined> {
  const { resource, window, openEnded } = unit;
  const addPage = (query: Query) => fetcher.list(query, (page) => pages.add(page));
  switch (resource.syncMode) {
    case 'full':
      await fetchFull(fetcher, pages, resource);
      return {};
    case 'versioned':
      await fetchVersioned(fetcher, pages, resource, options.knownVersion(unit));
      return {};
    case 'incremental':
      if (resource.paging.by === 'link-header') {
        await fetchPagedWindow(fetcher, pages, resource, resource.paging.createdField, {
          ...{ window, openEnded },
          serverNow: options.serverNow,
        });
      } else {
        const end = openEnded ? options.serverNow() + clockPaddingMs : window.end;
        await addPage(resource.query({ ...window, end }));
      }
      return undefined;
    case 'lookback': {
      const { paddingMs, range } = resource;
      const padded = { start: window.start - paddingMs, end: window.end + paddingMs };
      await addPage(resource.query(padded));
      return { range: { ...range, ...padded } };
    }
    case 'business-date':
      for (let date = window.start; date < window.end; date += day) {
        const businessDate = yyyymmdd(date);
        await fetcher.list(resource.query(businessDate), (page) => pages.add(page, businessDate));
      }
      return undefined;
  }
}

/* Configuration is published a few times a day; more conflicts in a row are a failure. */
const maxRestarts = 5;

/**
 * Fetches all of a resource. When the configuration is published while it is being paged (409), the
 * pages fetched so far are discarded and paging starts again (guide: apiResponseDataPagination).
 * @throws ConflictError when that happens too often.
 */
export async function fetchFull(
  fetcher: PageFetcher,
  pages: SpooledPages,
  resource: FullResource,
): Promise<void> {
  const query = resource.query ?? {};
  if (resource.response === 'object') {
    await fetcher.object(query, (object) => pages.addObject(object));
    return;
  }
  for (let restarts = 0; ; restarts++) {
    try {
      await followPageTokens(fetcher, pages, query);
      return;
    } catch (error) {
      if (!(error instanceof ConflictError) || restarts === maxRestarts) throw error;
      await pages.discard();
    }
  }
}

async function followPageTokens(
  fetcher: PageFetcher,
  pages: SpooledPages,
  query: NonNullable<FullResource['query']>,
): Promise<void> {
  const bounds = fetcher.bounds();
  const addPage = (page: Query) => fetcher.list(page, (body) => pages.add(body));
  let info = await addPage(query);
  while (info.nextToken !== undefined) {
    bounds.next(info);
    info = await addPage({ ...query, pageToken: info.nextToken });
  }
}

/**
 * Fetches a versioned resource if its version is no longer `known`. Adds no page if it is.
 * @throws NotFoundError when no menu is published (spec menus.yaml), and what the client throws.
 */
export async function fetchVersioned(
  fetcher: PageFetcher,
  pages: SpooledPages,
  resource: VersionedResource,
  known: string | undefined,
): Promise<void> {
  let version: unknown;
  const keepVersion = (metadata: Buffer) => {
    version = versionIn(metadata, resource);
  };
  await fetcher.object({}, keepVersion, resource.versionPath);
  if (known !== undefined && version === known) return;
  await fetcher.object({}, (object) => pages.addObject(object));
}

function versionIn(metadata: Buffer, { versionField }: VersionedResource): unknown {
  if (metadata.length > maxParsedBytes) return undefined;
  try {
    return (JSON.parse(metadata.toString('utf8')) as Record<string, unknown>)[versionField];
  } catch {
    return undefined;
  }
}
