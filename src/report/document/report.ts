/*
 * The report as data: what the page, the message and the JSON show. Amounts are in the restaurant's
 * currency and rounded to cents by the queries; rates are in percent. Dates are 'YYYY-MM-DD' business
 * dates, times 'YYYY-MM-DD HH:MM' in the restaurant's time zone. Null is a number that nobody knows.
 */

import type {
  ChaseItem,
  ChaseKind,
  Exception,
  ExceptionKind,
  GroupTotal,
  Identity,
  Restated,
  ServerRate,
} from './findings.js';

export type * from './findings.js';

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
  /** All exceptions, those included that `exceptions` is too short for. */
  readonly exceptionTotals: readonly GroupTotal<ExceptionKind>[];
  readonly serverRates: readonly ServerRate[];
  readonly chase: readonly ChaseItem[];
  /** All that is to chase, what `chase` is too short for included. */
  readonly chaseTotals: readonly GroupTotal<ChaseKind>[];
  readonly proof: readonly Identity[];
  readonly restated: Restated;
}

/** The parts of a report that its charts show. */
export type ChartedParts = Pick<
  Report,
  'businessDate' | 'madeAt' | 'restaurants' | 'locations' | 'trend' | 'hours'
>;

/** A restaurant and how far its data goes. Ordered by name. */
export interface ReportedRestaurant {
  readonly id: string;
  readonly name: string;
  /** ISO 4217 code; XXX, which stands for no currency, if Toast does not say. */
  readonly currency: string;
  /** ISO 3166 code of the country, for the format of numbers; null if Toast does not say. */
  readonly country: string | null;
  readonly timeZone: string;
  readonly lastCompleteDate: string | null;
  /** Whether all that is extracted of the business date has been read and the day is over. */
  readonly isComplete: boolean;
  readonly isClosedDay: boolean;
  /** Whether none of the 34 days before is complete with sales: nothing recent can be compared. */
  readonly isFirstDay: boolean;
  /** When orders were last extracted, in the restaurant's time zone. */
  readonly dataAsOf: string | null;
  /** Resources that are behind, and windows that failed or were skipped. */
  readonly problems: readonly {
    readonly resource: string;
    readonly lastCompleteDate: string | null;
    readonly windowsFailed: number;
    readonly windowsSkipped: number;
    /** Entities that could not be loaded and were set aside. */
    readonly rejected: number;
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
  /** Of the same weekday in the four weeks before: the average of the days that are complete and not closed. */
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
  /** By how much net sales are above the four-week average, in percent of it. */
  readonly variance: number | null;
}

export interface Locations {
  /** Ordered by variance, the lowest first; those without one last. */
  readonly rows: readonly (LocationNumbers & { readonly restaurantId: string })[];
  /**
   * One per currency with two or more restaurants whose business date is complete: the sums of those. The
   * variance is that of the restaurants that have a four-week average, like for like.
   */
  readonly totals: readonly (LocationNumbers & {
    readonly currency: string;
    readonly restaurants: number;
  })[];
}

/**
 * Net sales of 35 days, of one restaurant or of all of a currency (restaurantId null), where there are two or
 * more whose business date is complete: then of those.
 */
export interface Trend {
  readonly restaurantId: string | null;
  readonly currency: string;
  readonly days: readonly {
    readonly businessDate: string;
    /** Null on days without data and on those that are not complete. */
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
    /** Name of the payment type, such as 'Credit card' or what the restaurant calls one of its own. */
    readonly tender: string;
    readonly payments: number;
    readonly amount: number;
    readonly tips: number;
    /** Refunds on the business date, tips included. */
    readonly refunds: number;
    /** Amount and tips less refunds. */
    readonly total: number;
    readonly fees: number;
    /** Fees in percent of the total. */
    readonly feePercent: number | null;
    readonly paymentsWithoutFee: number;
  }[];
}

/** An item in all restaurants of a currency whose business date is complete. */
export interface ItemSold {
  readonly currency: string;
  readonly item: string;
  readonly quantity: number;
  readonly netSales: number;
  /** Average net sales of the same weekday in the four weeks before, days without the item included. */
  readonly fourWeeks: number | null;
  /** Net sales less the four-week average, of the restaurants that have one. */
  readonly change: number | null;
}

export interface Items {
  /** Up to ten per currency that have a price, by net sales. */
  readonly top: readonly ItemSold[];
  /** Up to ten per currency that have a price, were sold and are not among the top, the lowest first. */
  readonly bottom: readonly ItemSold[];
  /** Up to ten per currency, by the size of the change; an item that was not sold can be among them. */
  readonly movers: readonly ItemSold[];
  /** What was out of stock on the business date, and what is since; stock is known as of each extraction. */
  readonly stockouts: readonly {
    readonly restaurantId: string;
    readonly item: string;
    readonly since: string;
    /** Null while it is still out of stock. */
    readonly until: string | null;
    /** How long on the business date. */
    readonly minutes: number;
  }[];
  /** How many there are of each restaurant; `stockouts` has up to twenty, the latest first. */
  readonly stockoutCounts: readonly { readonly restaurantId: string; readonly count: number }[];
}
