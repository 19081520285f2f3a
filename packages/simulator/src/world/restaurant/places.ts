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

type Row = readonly [
  name: string,
  zone: string,
  closeout: number,
  opens: number,
  lastOrders: number,
  city: string,
  state: string,
  stateName: string,
  zip: string,
  country: string,
  latitude: number,
  longitude: number,
  stateTax: number,
  localTax: number,
];

// prettier-ignore
const ROWS: readonly Row[] = [
  ['Bowery Late', 'America/New_York', 4, 11, 26, 'New York', 'NY', 'New York', '10002', 'US', 40.7182, -73.9934, 40000, 48750],
  ['Loop', 'America/Chicago', 2, 10, 25, 'Chicago', 'IL', 'Illinois', '60601', 'US', 41.8842, -87.6219, 62500, 45000],
  ['Camelback', 'America/Phoenix', 0, 8, 22, 'Phoenix', 'AZ', 'Arizona', '85016', 'US', 33.5094, -112.0306, 56000, 23000],
  ['Silver Lake', 'America/Los_Angeles', 3, 10, 24, 'Los Angeles', 'CA', 'California', '90026', 'US', 34.0869, -118.2702, 72500, 22500],
  ['RiNo', 'America/Denver', 0, 7, 22, 'Denver', 'CO', 'Colorado', '80205', 'US', 39.7684, -104.9799, 29000, 51500],
  ['Kākā‘ako', 'Pacific/Honolulu', 1, 9, 23, 'Honolulu', 'HI', 'Hawaii', '96814', 'US', 21.2969, -157.8583, 40000, 5000],
  ['Kensington', 'America/Toronto', 4, 11, 25, 'Toronto', 'ON', 'Ontario', 'M5T 2K2', 'CA', 43.6545, -79.4006, 50000, 80000],
  ['Liberties', 'Europe/Dublin', 5, 9, 24, 'Dublin', 'D', 'Dublin', 'D08 X000', 'IE', 53.3389, -6.2744, 90000, 45000],
];

const CURRENCIES: Readonly<Record<string, readonly [string, string]>> = {
  US: ['USD', '1'],
  CA: ['CAD', '1'],
  IE: ['EUR', '353'],
};

/**
 * Returns the place of restaurant `index`: the list repeats, and from its second round on names are
 * numbered.
 */
export function placeOf(index: number): Place {
  const row = ROWS[index % ROWS.length] as Row;
  const [name, timeZone, closeoutHour, opens, lastOrders, city, state, stateName, zipCode] = row;
  const [, , , , , , , , , country, latitude, longitude, stateTax, localTax] = row;
  const round = Math.floor(index / ROWS.length);
  const [currency, phoneCountryCode] = CURRENCIES[country] as readonly [string, string];
  return {
    name: round === 0 ? name : `${name} ${round + 1}`,
    code: `${state}${String(index + 1).padStart(3, '0')}`,
    timeZone,
    closeoutHour,
    opens,
    lastOrders,
    city,
    state,
    stateName,
    zipCode,
    country,
    currency,
    phoneCountryCode,
    latitude,
    longitude,
    stateTax,
    localTax,
    priceLevel: (index % 4) * 3,
  };
}
