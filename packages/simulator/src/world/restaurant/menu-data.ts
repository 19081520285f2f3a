export type TaxClass = 'food' | 'alcohol' | 'includedAlcohol' | 'bottle' | 'goods' | 'untaxed';

/** Name, price in cents, modifier groups, and the unit it is weighed in. */
export type ItemData = readonly [
  name: string,
  price: number,
  groups?: readonly string[],
  unit?: 'LB',
];

export interface MenuGroupData {
  readonly menu: string;
  readonly name: string;
  readonly category: string;
  readonly tax: TaxClass;
  readonly items: readonly ItemData[];
}

const burger = ['temperature', 'cheese', 'side', 'extras'];

/** Menus and their groups; a group's items share sales category and taxes. */
export const MENU: readonly MenuGroupData[] = [
  {
    menu: 'Food',
    name: 'Starters',
    category: 'Food',
    tax: 'food',
    items: [
      ['Fried Pickle Chips', 900],
      ['Crème Brûlée de Foie', 1450],
      ['Jalapeño Poppers', 950],
      ['Prince Edward Island Mussels', 1350],
      ['Chicken Wings', 1295, ['dressing']],
      ['Truffle Fries', 850],
      ['Soupe à l’Oignon', 875],
      ['Guacamole & Chips', 1050],
    ],
  },
  {
    menu: 'Food',
    name: 'Burgers',
    category: 'Food',
    tax: 'food',
    items: [
      ['Classic Burger', 1450, burger],
      ['The "Big" Burger', 1799, burger],
      ['Smashburger Doble', 1625, burger],
      ['Veggie Burger 🌱', 1399, burger],
      ['Bison Burger', 1895, burger],
      ['Grilled Chicken Sandwich', 1525, ['side', 'extras']],
    ],
  },
  {
    menu: 'Food',
    name: 'Pizza',
    category: 'Food',
    tax: 'food',
    items: [
      ['Margherita', 0, ['pizzaSize', 'toppings']],
      ['Quattro Formaggi', 200, ['pizzaSize', 'toppings']],
      ['Pizza Bianca', 100, ['pizzaSize', 'toppings']],
      ['Build Your Own', 0, ['pizzaSize', 'toppings']],
    ],
  },
  {
    menu: 'Food',
    name: 'Mains',
    category: 'Food',
    tax: 'food',
    items: [
      ['Steak Frites', 2895, ['temperature', 'side']],
      ['Eggplant Parm', 1650],
      ['Fish Tacos', 1575, ['extras']],
      ['Pad Thai ผัดไทย', 1595],
      ['Moules Marinières', 1995, ['side']],
      ['Crab Cakes', 2200, ['side']],
      ['Bibimbap', 1725, ['extras']],
      ['Half Roast Chicken', 2050, ['side']],
    ],
  },
  {
    menu: 'Food',
    name: 'Salads',
    category: 'Food',
    tax: 'food',
    items: [
      ['Caesar Salad', 1150, ['dressing', 'extras']],
      ['Niçoise Salad', 1475, ['dressing']],
      ['Salad Bar', 1299, [], 'LB'],
      ['Greek Salad', 1225, ['dressing']],
    ],
  },
  {
    menu: 'Food',
    name: 'Desserts',
    category: 'Food',
    tax: 'food',
    items: [
      ['Crème Brûlée', 850],
      ['Chocolate Lava Cake', 925],
      ['Piña Colada Sorbet', 650],
      ['New York Cheesecake', 895],
      ['Affogato', 775, ['spirits']],
    ],
  },
  {
    menu: 'Drinks',
    name: 'Soft Drinks',
    category: 'NA Beverage',
    tax: 'food',
    items: [
      ['Fountain Soda', 275, ['drinkSize']],
      ['Unsweet Tea', 300],
      ['Fresh Lemonade', 375, ['drinkSize']],
      ['Kombucha on Tap', 550],
    ],
  },
  {
    menu: 'Drinks',
    name: 'Coffee',
    category: 'NA Beverage',
    tax: 'food',
    items: [
      ['Drip Coffee', 325, ['drinkSize', 'spirits']],
      ['Café au Lait', 425, ['drinkSize', 'milk', 'spirits']],
      ['Espresso', 300],
      ['Cold Brew', 450, ['drinkSize', 'milk']],
    ],
  },
  {
    menu: 'Drinks',
    name: 'Bottles',
    category: 'NA Beverage',
    tax: 'bottle',
    items: [
      ['Sparkling Water', 425],
      ['Jarritos Toronja', 395],
      ['Ginger Beer', 450],
    ],
  },
  {
    menu: 'Drinks',
    name: 'Beer',
    category: 'Beer',
    tax: 'includedAlcohol',
    items: [
      ['House Lager', 600],
      ['Hazy IPA', 800],
      ['Kölsch', 725],
      ['Stout', 750],
    ],
  },
  {
    menu: 'Drinks',
    name: 'Wine',
    category: 'Wine',
    tax: 'alcohol',
    items: [
      ['Grüner Veltliner', 1200],
      ['Côtes du Rhône', 1300],
      ['Prosecco', 1100],
      ['Rosé', 1150],
    ],
  },
  {
    menu: 'Drinks',
    name: 'Cocktails',
    category: 'Liquor',
    tax: 'includedAlcohol',
    items: [
      ['Bloody Mary', 700, ['rocks']],
      ['Margarita', 1200, ['rocks']],
      ['Old Fashioned', 1400, ['rocks']],
      ['Espresso Martini', 1350],
      ['Caipirinha', 1250],
    ],
  },
  {
    menu: 'Market',
    name: 'Market',
    category: 'Merchandise',
    tax: 'goods',
    items: [
      ['House Hot Sauce', 899],
      ['“Eat Well” T-Shirt', 2400],
    ],
  },
  {
    menu: 'Market',
    name: 'Pantry',
    category: 'Merchandise',
    tax: 'untaxed',
    items: [
      ['Coffee Beans', 1899, [], 'LB'],
      ['Sourdough Loaf', 750],
    ],
  },
];
