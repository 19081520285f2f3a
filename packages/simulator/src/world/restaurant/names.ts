/** Names of configured things, each a list that every restaurant of the group has. */
export const SERVERS = [
  'Zoë Krüger',
  'José Álvarez',
  'Amélie Dubois',
  'Siobhán O’Brien',
  'Łukasz Nowak',
  'Mei Chen 陈美',
  'Dwayne "DJ" Johns',
  'Priya Natarajan',
];
export const VOID_REASONS = ['Server Error', 'Guest Changed Mind', '86’d', 'Walked Out'];
export const SERVICES = ['Lunch', 'Dinner', 'Late Night'];
export const REVENUE_CENTERS = ['Dining Room', 'Bar', 'Off Premise'];
export const ALTERNATE_PAYMENTS = ['Courier & Co.', 'Chèque Déjeuner', 'Gift Certificate'];
export const HOUSE_ACCOUNTS = ['City Hall', 'Example Law LLP'];
/** Service area, its revenue center, and how many tables it has. */
export const AREAS: readonly (readonly [string, string, number])[] = [
  ['Main Room', 'Dining Room', 14],
  ['Patio', 'Dining Room', 8],
  ['Bar', 'Bar', 10],
];
export const PACKAGING: readonly (readonly [string, readonly string[]])[] = [
  ['Utensils', ['CUTLERY', 'NAPKINS']],
  ['Straws', ['STRAWS']],
];
export const NO_SALE_REASONS = ['Make Change', 'Check Till', 'Prüfung'];
export const PAYOUT_REASONS = ['Produce Market', 'Ice & Dry Goods', 'Fleurs'];
