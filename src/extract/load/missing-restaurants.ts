/** The restaurants that are missing from Toast's list: since when (epoch ms), by GUID. */
export interface MissingRestaurants {
  /** Those that are marked as removed now. */
  readonly removed: ReadonlyMap<string, number>;
  /** Those that are kept until their absence is confirmed. */
  readonly kept: ReadonlyMap<string, number>;
}

export interface ListedRestaurants {
  /** GUIDs of the restaurants that Toast has listed before. */
  readonly known: readonly string[];
  /** GUIDs of those that it lists now. */
  readonly listed: ReadonlySet<string>;
  /** Since when restaurants are missing that were kept (epoch ms), by GUID. */
  readonly missingSince: ReadonlyMap<string, number>;
  /** Epoch ms. */
  readonly now: number;
  /** Whether the user says that the missing ones are gone. */
  readonly acceptMissing: boolean;
}

export const noneMissing: MissingRestaurants = { removed: new Map(), kept: new Map() };

/* A group sells or closes a restaurant now and then. When more of them go at once, the credentials or the
   list are more likely to be wrong than the restaurants gone. */
const fewRestaurants = 1;
const fewShare = 1 / 5;

/* Nightly runs are not exactly a day apart. */
const confirmedAfterMs = 20 * 60 * 60_000;

/**
 * Decides which of the restaurants that Toast no longer lists are taken for gone: all of them, unless
 * several and more than a fifth of the known ones are missing; then those that were already missing about
 * a day ago.
 */
export function judgeMissing({
  known,
  listed,
  missingSince,
  now,
  acceptMissing,
}: ListedRestaurants): MissingRestaurants {
  const missing = known
    .filter((id) => !listed.has(id))
    .map((id) => [id, missingSince.get(id) ?? now] as const);
  const unconfirmed = missing.filter(([, since]) => now - since < confirmedAfterMs);
  const isFew =
    unconfirmed.length <= fewRestaurants || unconfirmed.length <= known.length * fewShare;
  const kept = isFew || acceptMissing ? [] : unconfirmed;
  return {
    removed: new Map(missing.filter((each) => !kept.includes(each))),
    kept: new Map(kept),
  };
}
