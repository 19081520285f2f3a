/** Names for the restaurants, people and items of a report. */
export const PLACES = [
  'Harbor Grill',
  'Elm Street Diner',
  'Cedar & Vine',
  'Dock Bar',
  'Old Mill Kitchen',
  'Casa Marisol',
  'The Blue Door',
  'North End Oyster Co.',
  'Juniper Hill',
  'Saffron House',
];

export const TOWNS = ['Riverside', 'Airport', 'Downtown', 'Lakeview', 'Station Square'];

export const PEOPLE = [
  'Maya Torres',
  'Jonah Reed',
  'Priya Nair',
  'Sam Whitfield',
  'Lucía Fernández',
  'Owen Baptiste',
  'Hannah Kowalski',
  'Dmitri Volkov',
];

export const ITEMS = [
  'Cheeseburger',
  'Fish tacos',
  'Caesar salad',
  'Draft lager',
  'Margherita pizza',
  'House red, glass',
  'Grilled salmon',
  'Chicken wings (12)',
  'Clam chowder',
  'French fries',
  'Lobster roll',
  'Espresso martini',
  'Kids’ pasta',
  'Key lime pie',
  'Sparkling water',
  'Beet & goat cheese salad',
  'Decaf coffee',
  'Veggie burger',
  'Oysters, half dozen',
  'Cold brew',
  'Crème brûlée',
  'Garlic bread',
];

export const VOID_REASONS = ['Server error', '86’d', 'Customer changed mind', 'Kitchen error'];

export const DISCOUNTS = ['Happy hour 15%', 'Regular’s round', 'Staff meal 50%', 'Open discount'];
