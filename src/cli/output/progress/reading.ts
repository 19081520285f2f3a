import type { ExtractEvent } from '../../../extract/report/events.js';
import type { Unit } from '../../../extract/plan/plan.js';
import { day } from '../../../resources/timestamp.js';

/** Work on one resource, in windows and days; pages are those of windows that are being read. */
interface Work {
  windows: number;
  days: number;
  windowsDone: number;
  daysDone: number;
  pagesDone: number;
}

/* Pages of a day until the first windows have been read: a hundred orders fill one. */
const ordersPagesPerDay = 1;
const otherPagesPerDay = 1 / 30;

/* What is being read is not done before it is in the database. */
const mostOfUnit = 0.9;

/**
 * Follows an extraction and estimates how much of it is left. Windows count by the pages that they are
 * likely to have: by their days, and by the pages that a day of the resource has had so far.
 */
export class Reading {
  readonly #works = new Map<string, Work>();
  /** Pages of the units that are being read. */
  readonly #pages = new Map<string, { resource: string; days: number; pages: number }>();
  #startedAt: number | undefined;
  #lastStartAt = 0;
  #plans = 0;
  #shown = 0;
  rows = 0;
  retries = 0;

  onEvent(event: ExtractEvent, now: number): void {
    if (event.type === 'planned') {
      this.#plans += 1;
      this.#shown = 0;
      this.#startedAt ??= now;
      for (const unit of event.units) this.#plan(unit, now);
    } else if (event.type === 'started') {
      const { resource } = event.unit;
      this.#pages.set(keyOf(event.unit), {
        ...{ resource: resource.name, days: daysOf(event.unit), pages: 0 },
      });
    } else if (event.type === 'page') {
      const own = this.#pages.get(keyOf(event.unit));
      if (own !== undefined) own.pages += 1;
    } else if (event.type === 'ended') {
      this.rows += event.entry.rowsRead;
      this.#end(event.unit);
    } else if (event.type === 'waiting') {
      this.retries += 1;
    }
  }

  /** Share of the work that is done, 0 to 1. It never goes back within a plan. */
  get share(): number {
    const { done, total } = this.#weights();
    this.#shown = Math.max(this.#shown, total === 0 ? 0 : done / total);
    return this.#shown;
  }

  /**
   * Seconds that are left, or undefined as long as nothing is known: what the work takes at the pace so
   * far, or until the last window may begin, since the windows of a stream's history have pauses.
   */
  secondsLeft(now: number): number | undefined {
    /* The restaurants' details are planned first; they tell nothing about what follows. */
    if (this.#startedAt === undefined || this.#plans < 2) return undefined;
    const { done, total } = this.#weights();
    const seconds = (now - this.#startedAt) / 1000;
    const untilLast = Math.max(0, this.#lastStartAt - now) / 1000;
    if (done === 0) return untilLast > 0 ? untilLast : undefined;
    return Math.max((seconds / done) * (total - done), untilLast);
  }

  #plan(unit: Unit, now: number): void {
    const { name } = unit.resource;
    const work = this.#works.get(name) ?? {
      ...{ windows: 0, days: 0, windowsDone: 0, daysDone: 0, pagesDone: 0 },
    };
    work.windows += 1;
    work.days += daysOf(unit);
    this.#works.set(name, work);
    this.#lastStartAt = Math.max(this.#lastStartAt, now + unit.delayMs);
  }

  #end(unit: Unit): void {
    const work = this.#works.get(unit.resource.name);
    const key = keyOf(unit);
    if (work !== undefined) {
      work.windowsDone += 1;
      work.daysDone += daysOf(unit);
      work.pagesDone += this.#pages.get(key)?.pages ?? 0;
    }
    this.#pages.delete(key);
  }

  #weights(): { done: number; total: number } {
    let done = 0;
    let total = 0;
    const perDay = new Map<string, number>();
    for (const [resource, work] of this.#works) {
      const pages = pagesPerDay(resource, work);
      perDay.set(resource, pages);
      total += work.windows + Math.max(work.days, work.daysDone) * pages;
      done += work.windowsDone + work.daysDone * pages;
    }
    for (const { resource, days, pages } of this.#pages.values()) {
      done += Math.min(pages, mostOfUnit * (1 + days * (perDay.get(resource) ?? 0)));
    }
    return { done, total };
  }
}

function pagesPerDay(resource: string, { daysDone, pagesDone }: Work): number {
  if (daysDone >= 1) return pagesDone / daysDone;
  return resource === 'orders' ? ordersPagesPerDay : otherPagesPerDay;
}

/* An open-ended unit starts with a later end than planned, so the end is not in the key. */
function keyOf({ restaurantId, resource, window, openEnded }: Unit): string {
  return `${restaurantId} ${resource.name} ${window.start} ${openEnded}`;
}

function daysOf({ window }: Unit): number {
  return (window.end - window.start) / day;
}
