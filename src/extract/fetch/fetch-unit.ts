import { day } from '../../resources/timestamp.js';
import type { Complete } from '../../warehouse/raw/mark-removed.js';
import { yyyymmdd } from '../plan/business-day.js';
import type { Pages } from './fetched-pages.js';
import type { Unit } from '../plan/plan.js';
import { readSnapshot } from './fetch-full.js';
import { readVersion } from './fetch-versioned.js';
import { readWindow, type WindowClock } from './fetch-paged-window.js';

export interface ReadUnitContext extends WindowClock {
  /** The version of a versioned resource that is in the database. */
  readonly knownVersion: (unit: Unit) => string | undefined;
}

/**
 * Reads all that belongs to a unit into the spool. Gives what the pages are complete for: known
 * entities that are not in them are gone; `undefined` when they say nothing about others.
 * @throws what the client throws.
 */
export async function readUnit(
  unit: Unit,
  pages: Pages,
  context: ReadUnitContext,
): Promise<Complete | undefined> {
  const { resource, window } = unit;
  switch (resource.window) {
    case 'snapshot':
      await readSnapshot(pages, resource);
      return {};
    case 'version':
      await readVersion(pages, resource, context.knownVersion(unit));
      return {};
    case 'modified':
      if (resource.paging.by === 'links') {
        const { createdField } = resource.paging;
        await readWindow(pages, resource, createdField, window, context);
      } else {
        await pages.keep((await pages.list(resource.query(window))).body);
      }
      return undefined;
    case 'dated': {
      const { marginMs, span } = resource;
      const wider = { start: window.start - marginMs, end: window.end + marginMs };
      await pages.keep((await pages.list(resource.query(wider))).body);
      return { within: { ...span, ...wider } };
    }
    case 'business date':
      for (let date = window.start; date < window.end; date += day) {
        await pages.keep((await pages.list(resource.query(yyyymmdd(date)))).body);
      }
      return undefined;
  }
}
