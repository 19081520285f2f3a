import type { Catalogue, Discount } from '../../restaurant/catalogue.js';
import type { Restaurant } from '../../restaurant/restaurant.js';
import { guidAt, orderWords } from '../../values/guid.js';
import { NEVER } from '../../values/instants.js';
import { Rng, type Words, wordsOf } from '../../values/random.js';
import type { Life } from '../life/types.js';
import type { DiscountPlan, LinePlan, SelectionType } from './types.js';

/** The context in which an order is planned: random numbers, the menu, and new GUIDs. */
export class PlanContext {
  readonly rng: Rng;
  readonly catalogue: Catalogue;
  readonly #words: Words;
  #last = 0;

  constructor(
    readonly restaurant: Restaurant,
    readonly life: Life,
  ) {
    const { restaurant: index, day, index: order } = life.address;
    this.rng = new Rng(wordsOf(restaurant.seed, 0x91, index, day, order));
    this.catalogue = restaurant.catalogue;
    this.#words = orderWords(restaurant.seed, life.address);
  }

  /** Returns the GUID of the next entity in the order. */
  guid(): string {
    return guidAt(this.#words, ++this.#last);
  }
}

export const ONE = 1000;

/** Creates a line for one free and untaxed thing, present from the beginning. */
export function newLine(
  guid: string,
  name: string,
  type: SelectionType,
  addedAt: number,
): LinePlan {
  return {
    guid,
    name,
    type,
    item: null,
    itemGroup: null,
    optionGroup: null,
    preModifier: null,
    salesCategory: null,
    pricingMode: null,
    plu: null,
    unitPrice: 0,
    quantity: ONE,
    unit: 'NONE',
    taxes: [],
    taxGuids: [],
    taxIncluded: false,
    deferred: false,
    seat: -1,
    modifiers: [],
    discount: null,
    check: 0,
    addedAt,
    removedAt: NEVER,
    voidedAt: NEVER,
    unsent: false,
  };
}

/** Creates a discount on everything, with the properties of `rest`. */
export function newDiscount(
  context: PlanContext,
  discount: Discount,
  rest: Partial<DiscountPlan> & Pick<DiscountPlan, 'by'>,
): DiscountPlan {
  return {
    guid: context.guid(),
    discount,
    only: null,
    comboItems: [],
    triggers: [],
    reason: -1,
    approver: null,
    promoCode: null,
    loyalty: null,
    withdrawn: null,
    ...rest,
  };
}
