import { readData } from '../values/read-data.js';

/** One location of the group: its address, business day, taxes and price level. */
export interface Place {
  readonly name: string;
  readonly code: string;
  readonly timeZone: string;
  readonly closeoutHour: number;
  /** Local opening hours; 24 and above are after midnight, before the close-out. */
  readonly opens: number;
  readonly lastOrders: number;
  readonly city: string;
  readonly state: string;
  readonly stateName: string;
  readonly zipCode: string;
  readonly country: string;
  readonly currency: string;
  readonly phoneCountryCode: string;
  readonly latitude: number;
  readonly longitude: number;
  /** Tax rates in millionths. */
  readonly stateTax: number;
  readonly localTax: number;
  /** Percent above the group's price list. */
  readonly priceLevel: number;
}

/** The places of `data/places.json`, each without what follows from its position. */
const PLACES = readData<readonly Omit<Place, 'code' | 'priceLevel'>[]>('places');

/**
 * Returns the place of restaurant `index`: the list repeats, and from its second round on names are
 * numbered.
 */
export function placeOf(index: number): Place {
  const place = PLACES[index % PLACES.length] as (typeof PLACES)[number];
  const round = Math.floor(index / PLACES.length);
  return {
    ...place,
    name: round === 0 ? place.name : `${place.name} ${round + 1}`,
    code: `${place.state}${String(index + 1).padStart(3, '0')}`,
    priceLevel: (index % 4) * 3,
  };
}
