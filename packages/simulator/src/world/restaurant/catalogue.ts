/** Definition `ToastReference`. */
export interface ToastReference {
  readonly guid: string;
  readonly entityType: string;
}

/** Definition `ExternalReference`. */
export interface Reference extends ToastReference {
  readonly externalId: string | null;
}

/** Definition `ConfigReference`: `multiLocationId` is the same at every location of the group. */
export interface MenuReference extends Reference {
  readonly multiLocationId: string;
}

/** A configured thing that orders refer to by GUID only. */
export interface Entity<R extends ToastReference = Reference> {
  readonly name: string;
  readonly reference: R;
}

export interface TaxRate extends Entity<ToastReference> {
  readonly displayName: string;
  readonly type: 'PERCENT' | 'FIXED';
  /** Millionths for PERCENT, cents per item for FIXED. */
  readonly rate: number;
  readonly jurisdiction: string;
  readonly jurisdictionType: 'STATE' | 'CITY';
}

export interface ModifierOption extends Entity<MenuReference> {
  readonly price: number;
  readonly plu: string;
  /** Its own tax, such as that of a shot in a coffee; others are taxed with their item. */
  readonly tax: TaxRate | null;
  readonly groups: readonly ModifierGroup[];
}

export interface ModifierGroup extends Entity<MenuReference> {
  readonly pricingMode: 'INCLUDED' | 'FIXED_PRICE' | 'ADJUSTS_PRICE' | 'REPLACES_PRICE';
  /** Probability that a guest chooses from the group, in thousandths. */
  readonly chosen: number;
  readonly most: number;
  readonly preModified: boolean;
  /** Options apply to half of the item: Toast puts a selection of type PORTION in between. */
  readonly portions: boolean;
  readonly options: readonly ModifierOption[];
}

export interface MenuItem extends Entity<MenuReference> {
  readonly price: number;
  readonly plu: string;
  readonly unit: 'NONE' | 'LB';
  readonly salesCategory: Entity<MenuReference>;
  readonly group: MenuReference;
  readonly taxes: readonly TaxRate[];
  readonly taxIncluded: boolean;
  readonly modifierGroups: readonly ModifierGroup[];
}

export interface MenuGroup extends Entity<MenuReference> {
  readonly items: readonly MenuItem[];
}

export interface Menu extends Entity<MenuReference> {
  readonly groups: readonly MenuGroup[];
}

export interface PreModifier extends Entity<MenuReference> {
  /** Factor of the option's price. */
  readonly times: number;
  readonly plu: string;
}

/** Definition `AppliedDiscount`, property `discountType`. */
export type DiscountType =
  | 'BOGO'
  | 'PERCENT'
  | 'FIXED'
  | 'OPEN_PERCENT'
  | 'OPEN_FIXED'
  | 'FIXED_TOTAL';

export interface Discount extends Entity<ToastReference> {
  readonly type: DiscountType;
  /** Percent for the percent types, cents for the others, 0 where the employee enters it. */
  readonly value: number;
}

export interface ServiceCharge extends Entity {
  readonly type: 'FIXED' | 'PERCENT' | 'OPEN';
  /** Millionths for PERCENT, cents otherwise, 0 where the employee enters it. */
  readonly value: number;
  readonly gratuity: boolean;
  readonly taxable: boolean;
  readonly calculation: 'PRE_DISCOUNT' | 'POST_DISCOUNT' | null;
  readonly category:
    | 'SERVICE_CHARGE'
    | 'CREDIT_CARD_SURCHARGE'
    | 'FUNDRAISING_CAMPAIGN'
    | 'CASH_ROUNDING';
  readonly dineIn: boolean;
  readonly takeout: boolean;
  readonly delivery: boolean;
}

export interface Table extends Entity {
  readonly serviceArea: Entity;
  readonly revenueCenter: Entity;
}

export interface BreakType extends Entity<ToastReference> {
  readonly paid: boolean;
  /** In minutes. */
  readonly duration: number;
  readonly trackMissedBreaks: boolean;
  readonly trackBreakAcknowledgement: boolean;
}

export type DiningBehaviour = 'DINE_IN' | 'TAKE_OUT' | 'DELIVERY';

/** The entities of one restaurant that its orders refer to. Prices in cents. */
export interface Catalogue {
  readonly menus: readonly Menu[];
  readonly items: readonly MenuItem[];
  readonly modifierGroups: readonly ModifierGroup[];
  readonly preModifierGroup: Entity<MenuReference>;
  readonly preModifiers: readonly PreModifier[];
  readonly salesCategories: readonly Entity<MenuReference>[];
  readonly taxRates: Readonly<Record<'state' | 'local' | 'alcohol' | 'deposit', TaxRate>>;
  readonly discounts: Readonly<Record<DiscountKey, Discount>>;
  readonly discountReasons: readonly Entity<ToastReference>[];
  readonly serviceCharges: Readonly<Record<ServiceChargeKey, ServiceCharge>>;
  readonly diningOptions: Readonly<Record<DiningBehaviour, Entity>>;
  readonly revenueCenters: readonly Entity[];
  readonly serviceAreas: readonly Entity[];
  readonly tables: readonly Table[];
  readonly restaurantServices: readonly Entity[];
  readonly servers: readonly Entity[];
  readonly devices: readonly { readonly id: string }[];
  readonly voidReasons: readonly Entity[];
  readonly alternatePaymentTypes: readonly Entity[];
  readonly houseAccounts: readonly Entity[];
  readonly cashDrawers: readonly Entity[];
  readonly noSaleReasons: readonly Entity<ToastReference>[];
  readonly payoutReasons: readonly Entity<ToastReference>[];
  readonly breakTypes: Readonly<Record<'meal' | 'rest', BreakType>>;
  /** Where online guests order: the `channelGuid` of their orders. */
  readonly channelGuid: string;
  /** Items of the guests' packaging preferences, by the GUID orders name them with. */
  readonly packagingItems: readonly (Entity & { readonly itemTypes: readonly string[] })[];
}

export type DiscountKey =
  | 'happyHour'
  | 'staffMeal'
  | 'twoOff'
  | 'manager'
  | 'bogo'
  | 'freeUpgrade'
  | 'loyalty'
  | 'birthday'
  | 'welcome'
  | 'openPercent'
  | 'combo'
  | 'comp';

export type ServiceChargeKey =
  | 'gratuity'
  | 'banquet'
  | 'deliveryFee'
  | 'kitchen'
  | 'surcharge'
  | 'fundraising'
  | 'packaging'
  | 'cashRounding';
