/* What somebody should look at, and whether the numbers of the report can be trusted. */

export type ExceptionKind = 'discount' | 'comp' | 'void' | 'refund' | 'no_sale';

/** Something that a manager should look at. Up to ten per restaurant and kind, the largest amounts first. */
export interface Exception {
  /**
   * `discount`, `void` and `refund` are those of the servers in `serverRates`; `comp` and `no_sale` are those
   * of everybody. A discount that is a comp is listed as that only.
   */
  readonly kind: ExceptionKind;
  readonly restaurantId: string;
  readonly checkNumber: string | null;
  readonly at: string | null;
  /** The server of the order, or who opened the drawer. */
  readonly employee: string | null;
  /** Toast names one for discounts and cash only. */
  readonly approver: string | null;
  readonly description: string | null;
  readonly reason: string | null;
  /** Null for what has no amount. */
  readonly amount: number | null;
}

/** How many of a kind a restaurant has, listed or not, and their amount if they have one. */
export interface GroupTotal<Kind extends string> {
  readonly kind: Kind;
  readonly restaurantId: string;
  readonly count: number;
  readonly amount: number | null;
}

/** A server whose rate of the business date is above that of the 28 days before it. By excess per restaurant. */
export interface ServerRate {
  readonly kind: 'discount' | 'void' | 'refund';
  readonly restaurantId: string;
  readonly server: string | null;
  readonly amount: number;
  /** In percent of the server's gross sales; null if nothing was sold. */
  readonly rate: number | null;
  readonly fourWeekRate: number;
  /** Whether `fourWeekRate` is that of the restaurant, because the server sold nothing in the 28 days. */
  readonly isOfRestaurant: boolean;
  /** The part of the amount that is above the four-week rate. */
  readonly excess: number;
}

export type ChaseKind =
  | 'open_check'
  | 'negative_balance'
  | 'order_due'
  | 'open_time_entry'
  | 'drawer_not_closed'
  | 'deposit_missing'
  | 'refund_without_reason'
  | 'cash_over_short';

/** Something to settle, as of the last extraction. Up to ten per restaurant and kind, the oldest first. */
export interface ChaseItem {
  readonly kind: ChaseKind;
  readonly restaurantId: string;
  readonly businessDate: string | null;
  readonly ageDays: number | null;
  readonly amount: number | null;
  readonly employee: string | null;
  readonly description: string | null;
}

/** Two numbers of the business date that must be equal. It holds if nothing is off. */
export interface Identity {
  readonly name: string;
  /** Says what is compared, such as 'Payments and what was due on closed checks'. */
  readonly title: string;
  /** The unit of both: a currency. */
  readonly currency: string;
  readonly left: number;
  readonly right: number;
  readonly difference: number;
  readonly offCount: number;
  /** The ten checks or restaurants that are most off. */
  readonly off: readonly {
    readonly restaurantId: string;
    readonly label: string;
    readonly difference: number;
  }[];
}

/** Days that had been published and have other numbers now. */
export interface Restated {
  /**
   * Business date of the report before; changes that were seen since it was first complete are listed. Null if
   * there was none.
   */
  readonly since: string | null;
  /** How many there are; `days` has the latest 200. */
  readonly count: number;
  readonly days: readonly {
    readonly restaurantId: string;
    readonly businessDate: string;
    readonly measure: 'net_sales' | 'order_count' | 'labor_cost';
    readonly oldValue: number;
    readonly newValue: number;
    readonly difference: number;
    /** In the restaurant's time zone. */
    readonly seenAt: string;
  }[];
}
