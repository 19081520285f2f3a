import type { SettingChange } from '../contract/settings.js';
import type { Edit } from './types.js';

/** A change from outside, and the moment as of which it is part of the world. */
interface Override {
  readonly edit: Edit;
  readonly from: number;
  /** When it counts as published: later than every override before it. */
  readonly publishedAt: number;
}

/** What was changed from outside in one restaurant, over what its own history brings. */
export class Overrides {
  readonly #overrides: Override[] = [];

  add({ name, guid, change }: SettingChange, now: number): void {
    const last = this.#overrides.at(-1)?.publishedAt ?? Number.NEGATIVE_INFINITY;
    const publishedAt = Math.max(now, last + 1);
    this.#overrides.push({ edit: { name, guid, ...edited(change) }, from: now, publishedAt });
  }

  /** Those that are part of the world at `now`, oldest first. */
  at(now: number): readonly Override[] {
    return this.#overrides.filter(({ from }) => from <= now);
  }
}

function edited(change: SettingChange['change']): Pick<Edit, 'payload' | 'price'> {
  if (change === 'remove') return {};
  const { price, ...payload } = change;
  return typeof price === 'number' ? { payload, price } : { payload };
}
