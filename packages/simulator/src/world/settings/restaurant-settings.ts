import type { Setting, SettingChange, SettingName } from '../contract/settings.js';
import type { Restaurant } from '../restaurant/restaurant.js';
import { HOUR, MINUTE } from '../values/calendar.js';
import { Rng, wordsOf } from '../values/random.js';
import { edited, firstPublication, initialConfiguration, withoutGone } from './configuration.js';
import { Edits } from './edits.js';
import type { Configuration, Edit } from './types.js';

/** A configuration and when it was published. */
export interface Publication {
  readonly configuration: Configuration;
  readonly publishedAt: number;
}

/** Mean number of days between publications; at most five days lie between two. */
const STEP = 3;
const STREAM = 0x5e;

/** Draws the morning of the nth publication after the first. */
function instantOf({ seed, index, calendar, demand }: Restaurant, n: number): number {
  const rng = new Rng(wordsOf(seed, STREAM, index, n));
  const day = demand.firstDay + n * STEP + rng.int(0, STEP - 1);
  return calendar.noon(day) - rng.int(1, 3) * HOUR - rng.int(0, 59) * MINUTE;
}

/**
 * Generates the publications of one restaurant, without end. The last one asked for is cached,
 * since most questions concern the same moment or a later one.
 */
export class Timeline {
  readonly #restaurant: Restaurant;
  readonly #edits: Edits;
  readonly #first: Publication;
  #current: Publication;
  #count = 0;

  constructor(restaurant: Restaurant) {
    this.#restaurant = restaurant;
    this.#edits = new Edits(restaurant);
    this.#first = {
      configuration: initialConfiguration(restaurant),
      publishedAt: firstPublication(restaurant),
    };
    this.#current = this.#first;
  }

  /** Returns the latest publication at or before `now`; the first one always exists. */
  at(now: number): Publication {
    if (now < this.#current.publishedAt) {
      this.#current = this.#first;
      this.#count = 0;
    }
    for (;;) {
      const publishedAt = instantOf(this.#restaurant, this.#count);
      if (publishedAt > now) return this.#current;
      const { seed, index } = this.#restaurant;
      const rng = new Rng(wordsOf(seed, STREAM, index, this.#count, 1));
      const before = this.#current.configuration;
      const configuration = edited(before, this.#edits.draw(rng, before), publishedAt);
      this.#current = { configuration, publishedAt };
      this.#count += 1;
    }
  }
}

/** A change through the control API, and when it takes effect. */
interface Override {
  readonly edit: Edit;
  readonly from: number;
  /** When it counts as published: later than every earlier override. */
  readonly publishedAt: number;
}

/** The changes through the control API in one restaurant, on top of its own history. */
export class Overrides {
  readonly #overrides: Override[] = [];

  add({ name, guid, change }: SettingChange, now: number): void {
    const last = this.#overrides.at(-1)?.publishedAt ?? Number.NEGATIVE_INFINITY;
    const publishedAt = Math.max(now, last + 1);
    this.#overrides.push({ edit: { name, guid, ...toEdit(change) }, from: now, publishedAt });
  }

  /** Returns the overrides in effect at `now`, oldest first. */
  at(now: number): readonly Override[] {
    return this.#overrides.filter(({ from }) => from <= now);
  }
}

function toEdit(change: SettingChange['change']): Pick<Edit, 'payload' | 'price'> {
  if (change === 'remove') return {};
  const { price, ...payload } = change;
  return typeof price === 'number' ? { payload, price } : { payload };
}

/** The configuration of one restaurant: its own history with overrides on top. */
export class RestaurantSettings {
  readonly #timeline: Timeline;
  readonly #overrides = new Overrides();
  #known: { readonly of: Publication; readonly overrides: number; readonly is: Publication };

  constructor(restaurant: Restaurant) {
    this.#timeline = new Timeline(restaurant);
    const of = this.#timeline.at(Number.NEGATIVE_INFINITY);
    this.#known = { of, overrides: 0, is: of };
  }

  /** Returns what Toast sends at `now`, and when it was published. */
  at(now: number): Publication {
    const of = this.#timeline.at(now);
    const overrides = this.#overrides.at(now);
    if (of !== this.#known.of || overrides.length !== this.#known.overrides) {
      this.#known = { of, overrides: overrides.length, is: published(of, overrides) };
    }
    return this.#known.is;
  }

  list(name: SettingName, now: number): readonly Setting[] {
    return [...this.at(now).configuration.lists[name].values()];
  }

  change(change: SettingChange, now: number): void {
    this.#overrides.add(change, now);
  }
}

function published(of: Publication, overrides: ReturnType<Overrides['at']>): Publication {
  let { configuration, publishedAt } = of;
  for (const override of overrides) {
    const { name, guid, payload } = override.edit;
    // An entity that the restaurant removed by itself cannot be changed.
    if (payload !== undefined && !configuration.lists[name].has(guid)) continue;
    configuration = edited(configuration, [override.edit], override.publishedAt);
  }
  publishedAt = Math.max(publishedAt, overrides.at(-1)?.publishedAt ?? publishedAt);
  return { configuration: withoutGone(configuration), publishedAt };
}
