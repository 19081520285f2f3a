/*
 * The report as data: what the page, the message and the JSON show. Amounts are in the restaurant's
 * currency and rounded to cents by the queries; rates are in percent. Dates are 'YYYY-MM-DD' business
 * dates, times 'YYYY-MM-DD HH:MM' in the restaurant's time zone. Null is a number that nobody knows.
 */

export interface Report {
  /** Business date that the report is about. */
  readonly businessDate: string;
  /** When the report was made, as a UTC instant in ISO 8601. */
  readonly madeAt: string;
  readonly restaurants: readonly ReportedRestaurant[];
  readonly locations: Locations;
  readonly trend: readonly Trend[];
  readonly hours: readonly HourOfRestaurant[];
  readonly mix: Mix;
  readonly items: Items;
  readonly exceptions: readonly Exception[];
  readonly serverRates: readonly ServerRate[];
  readonly chase: readonly ChaseItem[];
  readonly proof: readonly Identity[];
  readonly restated: Restated;
}

/** A restaurant and how far its data goes. Ordered by name. */
export interface ReportedRestaurant {
  readonly id: string;
  readonly name: string;
  /** ISO 4217 code. */
  readonly currency: string;
  /** ISO 3166 code of the country, for the format of numbers; null if Toast does not say. */
  readonly country: string | null;
  readonly timeZone: string;
  readonly lastCompleteDate: string | null;
  /** Whether all that is extracted of the business date has been read and the day is over. */
  readonly isComplete: boolean;
  readonly isClosedDay: boolean;
  /** Whether the business date is the first with data: nothing can be compared. */
  readonly isFirstDay: boolean;
  /** When data was last extracted, in the restaurant's time zone. */
  readonly dataAsOf: string | null;
  /** Resources that are behind, and windows that failed or were skipped. */
  readonly problems: readonly {
    readonly resource: string;
    readonly windowsFailed: number;
    readonly reason: string | null;
  }[];
  /** Whether these are extracted at all; without a scope, they are not. */
  readonly hasLabor: boolean;
  readonly hasCash: boolean;
  /** Whether any order of the last 35 days has a number of guests. */
  readonly hasGuests: boolean;
}

/** A number of the business date beside what it is compared with. */
export interface Compared {
  readonly value: number | null;
  /** Average of the same weekday in the four weeks before, of the days on which there is data. */
  readonly fourWeeks: number | null;
  readonly lastWeek: number | null;
  /** 364 days before: the same weekday. */
  readonly lastYear: number | null;
}

export interface LocationNumbers {
  readonly netSales: Compared;
  readonly orders: Compared;
  readonly guests: Compared;
  readonly averageCheck: Compared;
  readonly laborPercent: Compared;
  /** Net sales against the four-week average, in percent of it. */
  readonly variance: number | null;
}

export interface Locations {
  /** Ordered by variance, the lowest first; those without one last. */
  readonly rows: readonly (LocationNumbers & { readonly restaurantId: string })[];
  /** One per currency with two or more restaurants. */
  readonly totals: readonly (LocationNumbers & {
    readonly currency: string;
    readonly restaurants: number;
  })[];
}

/** Net sales of 35 days, of one restaurant or of all of a currency (restaurantId null). */
export interface Trend {
  readonly restaurantId: string | null;
  readonly currency: string;
  readonly days: readonly {
    readonly businessDate: string;
    /** Null on days without data. */
    readonly netSales: number | null;
    /** Lowest, average and highest of the same weekday in the four weeks before that day. */
    readonly low: number | null;
    readonly average: number | null;
    readonly high: number | null;
  }[];
}

/** An hour of the business date, ordered by restaurant and hour. Sales are before refunds. */
export interface HourOfRestaurant {
  readonly restaurantId: string;
  /** Hours from midnight of the business date: 25 is 1 a.m. of the next morning. */
  readonly businessHour: number;
  readonly sales: number;
  readonly checks: number;
  readonly guests: number;
  readonly laborCost: number | null;
  readonly laborHours: number | null;
}

export interface Mix {
  readonly channels: readonly {
    readonly restaurantId: string;
    readonly diningOption: string;
    readonly orderChannel: string;
    readonly sales: number;
    readonly checks: number;
    /** In percent of the restaurant's sales before refunds. */
    readonly share: number | null;
  }[];
  readonly tenders: readonly {
    readonly restaurantId: string;
    readonly tender: string;
    readonly payments: number;
    readonly amount: number;
    readonly tips: number;
    readonly fees: number;
    /** Fees in percent of what was charged. */
    readonly feePercent: number | null;
    readonly paymentsWithoutFee: number;
  }[];
}

/** An item in all restaurants of a currency. */
export interface ItemSold {
  readonly currency: string;
  readonly item: string;
  readonly quantity: number;
  readonly netSales: number;
  /** Average net sales of the same weekday in the four weeks before. */
  readonly fourWeeks: number | null;
  readonly change: number | null;
}

export interface Items {
  /** Up to ten of each per currency. Those with less than ten items in all have no bottom. */
  readonly top: readonly ItemSold[];
  readonly bottom: readonly ItemSold[];
  readonly movers: readonly ItemSold[];
  readonly stockouts: readonly {
    readonly restaurantId: string;
    readonly item: string;
    readonly since: string;
    /** Null while it is still out of stock. */
    readonly until: string | null;
    /** On the business date, up to its end. */
    readonly minutes: number;
  }[];
}

export type ExceptionKind = 'discount' | 'comp' | 'void' | 'refund' | 'no_sale';

/** Something that a manager should look at, ordered by restaurant, kind and amount. */
export interface Exception {
  readonly kind: ExceptionKind;
  readonly restaurantId: string;
  readonly checkNumber: string | null;
  readonly at: string | null;
  readonly employee: string | null;
  readonly description: string | null;
  readonly reason: string | null;
  readonly amount: number | null;
}

/** A server whose rate of the business date is above that of the four weeks before it. */
export interface ServerRate {
  readonly kind: 'discount' | 'void' | 'refund';
  readonly restaurantId: string;
  readonly server: string;
  readonly amount: number;
  /** In percent of the server's sales, as docs/metrics.md defines it. */
  readonly rate: number;
  readonly fourWeekRate: number;
}

export interface ChaseItem {
  readonly kind: string;
  readonly restaurantId: string;
  readonly businessDate: string | null;
  readonly ageDays: number | null;
  readonly amount: number | null;
  readonly employee: string | null;
  readonly description: string | null;
}

/** Two numbers that must be equal. */
export interface Identity {
  readonly name: string;
  /** Says what is compared, such as 'Payments and what was due on closed checks'. */
  readonly title: string;
  readonly currency: string;
  readonly left: number;
  readonly right: number;
  readonly difference: number;
  /** What is off: a check or day each. Empty while the identity holds. */
  readonly off: readonly {
    readonly restaurantId: string;
    readonly label: string;
    readonly difference: number;
  }[];
}

export interface Restated {
  /** Changes seen after this instant (ISO 8601, UTC) are listed; null on the first report. */
  readonly since: string | null;
  readonly days: readonly {
    readonly restaurantId: string;
    readonly businessDate: string;
    readonly measure: string;
    readonly oldValue: number;
    readonly newValue: number;
    readonly difference: number;
    readonly seenAt: string;
  }[];
}
