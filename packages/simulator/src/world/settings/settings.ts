import type { Restaurant } from '../restaurant.js';
import type { Setting, SettingChange, SettingName } from '../contract/settings.js';
import { edited, withoutGone } from './configuration.js';
import { Overrides } from './overrides.js';
import { Timeline, type Publication } from './timeline.js';

/** The configuration of one restaurant: its own history, and over it what was changed from outside. */
export class RestaurantSettings {
  readonly #timeline: Timeline;
  readonly #overrides = new Overrides();
  #known: { readonly of: Publication; readonly overrides: number; readonly is: Publication };

  constructor(restaurant: Restaurant) {
    this.#timeline = new Timeline(restaurant);
    const of = this.#timeline.at(Number.NEGATIVE_INFINITY);
    this.#known = { of, overrides: 0, is: of };
  }

  /** What Toast sends at `now`, and when it was published. */
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
    // What a restaurant took down by itself is not there to be changed.
    if (payload !== undefined && !configuration.lists[name].has(guid)) continue;
    configuration = edited(configuration, [override.edit], override.publishedAt);
  }
  publishedAt = Math.max(publishedAt, overrides.at(-1)?.publishedAt ?? publishedAt);
  return { configuration: withoutGone(configuration), publishedAt };
}
