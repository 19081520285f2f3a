/** Name, price in cents, groups below the option, and whether it has a tax of its own. */
export type OptionData = readonly [
  name: string,
  price: number,
  groups?: readonly string[],
  ownTax?: true,
];

export interface GroupData {
  readonly name: string;
  readonly mode: 'INCLUDED' | 'FIXED_PRICE' | 'ADJUSTS_PRICE' | 'REPLACES_PRICE';
  readonly chosen: number;
  readonly most: number;
  readonly preModified?: true;
  readonly portions?: true;
  readonly options: readonly OptionData[];
}

/** Modifier groups by key. A side salad's dressing has a placement: three levels below an item. */
export const MODIFIER_GROUPS: Readonly<Record<string, GroupData>> = {
  placement: {
    name: 'Placement',
    mode: 'INCLUDED',
    chosen: 600,
    most: 1,
    options: [
      ['On the Side', 0],
      ['Tossed', 0],
    ],
  },
  dressing: {
    name: 'Dressing',
    mode: 'ADJUSTS_PRICE',
    chosen: 950,
    most: 1,
    options: [
      ['Ranch', 0, ['placement']],
      ['Caesar', 0, ['placement']],
      ['Vinaigrette à l’Échalote', 50, ['placement']],
      ['Blue Cheese', 75, ['placement']],
    ],
  },
  side: {
    name: 'Choice of Side',
    mode: 'ADJUSTS_PRICE',
    chosen: 1000,
    most: 1,
    options: [
      ['Fries', 0],
      ['Side Salad', 150, ['dressing']],
      ['Sweet Potato Fries', 200],
      ['Cole Slaw', 0],
    ],
  },
  temperature: {
    name: 'Temperature',
    mode: 'INCLUDED',
    chosen: 1000,
    most: 1,
    options: [
      ['Medium Rare', 0],
      ['Medium', 0],
      ['Well Done', 0],
    ],
  },
  cheese: {
    name: 'Cheese',
    mode: 'FIXED_PRICE',
    chosen: 500,
    most: 1,
    preModified: true,
    options: [
      ['American', 100],
      ['Gruyère', 175],
      ['Jalapeño Jack', 150],
    ],
  },
  extras: {
    name: 'Extras',
    mode: 'FIXED_PRICE',
    chosen: 450,
    most: 3,
    preModified: true,
    options: [
      ['Bacon', 250],
      ['Caramelized Onions', 50],
      ['Avocado 🥑', 200],
      ['Pickles', 0],
    ],
  },
  toppings: {
    name: 'Toppings',
    mode: 'FIXED_PRICE',
    chosen: 550,
    most: 3,
    preModified: true,
    portions: true,
    options: [
      ['Pepperoni', 200],
      ['Mushrooms', 150],
      ['Piment d’Espelette', 100],
      ['Anchovies', 200],
    ],
  },
  pizzaSize: {
    name: 'Pizza Size',
    mode: 'REPLACES_PRICE',
    chosen: 1000,
    most: 1,
    options: [
      ['10"', 1300],
      ['14"', 1700],
      ['18"', 2200],
    ],
  },
  drinkSize: {
    name: 'Size',
    mode: 'ADJUSTS_PRICE',
    chosen: 1000,
    most: 1,
    options: [
      ['Small', 0],
      ['Medium', 75],
      ['Large', 125],
    ],
  },
  milk: {
    name: 'Milk',
    mode: 'ADJUSTS_PRICE',
    chosen: 600,
    most: 1,
    options: [
      ['Oat', 80],
      ['Whole', 0],
    ],
  },
  spirits: {
    name: 'Add a Shot',
    mode: 'ADJUSTS_PRICE',
    chosen: 120,
    most: 1,
    options: [
      ['Kahlúa', 400, [], true],
      ['Jameson', 450, [], true],
    ],
  },
  rocks: {
    name: 'Served',
    mode: 'INCLUDED',
    chosen: 500,
    most: 1,
    options: [
      ['Neat', 0],
      ['On the Rocks', 0],
    ],
  },
};
