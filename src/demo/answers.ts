import type { Connection, Row } from '../warehouse/engine/connection.js';

/** Net sales and labor of a restaurant in the last complete week. Amounts are decimals as text. */
export interface WeekOfRestaurant extends Row {
  restaurant: string;
  orders: number;
  net_sales: string;
  week_before: string | null;
  /** In percent of the week before. */
  change: number | null;
  /** Cost of labor in percent of net sales. */
  labor: number | null;
}

/** What an item brought in the last complete week, in all restaurants. */
export interface ItemOfWeek extends Row {
  item: string;
  quantity: number;
  net_sales: string;
}

/** A number of a restaurant's week that is out of line. */
export interface Unusual extends Row {
  restaurant: string;
  kind: 'discounts' | 'voids' | 'cash';
  /** Rates in percent; money for cash. */
  week: string;
  four_weeks: string;
}

/** Answers what an owner asks first. */
export interface Answers {
  /** Last day of the week, which is complete in all restaurants. */
  readonly lastDay: string;
  readonly netSales: readonly WeekOfRestaurant[];
  readonly topItems: readonly ItemOfWeek[];
  readonly unusual: readonly Unusual[];
}

const lastDay = `
  with period as (
    select min(last_complete_business_date) as last_day from toast_marts.dim_restaurant
  )`;

const netSales = `${lastDay},
  sales as (
    select
      restaurant_id,
      any_value(restaurant_name) as restaurant,
      sum(order_count) filter (where business_date > last_day - 7) as orders,
      sum(net_sales) filter (where business_date > last_day - 7) as net_sales,
      sum(net_sales) filter (where business_date <= last_day - 7) as week_before
    from toast_marts.sales_daily
    cross join period
    where business_date > last_day - 14 and business_date <= last_day
    group by restaurant_id
  ),
  labor as (
    select restaurant_id, 100 * sum(labor_cost) / nullif(sum(net_sales), 0) as labor
    from toast_marts.labor_cost_daily
    cross join period
    where business_date > last_day - 7 and business_date <= last_day
    group by restaurant_id
  )
  select
    restaurant,
    orders::integer as orders,
    net_sales::decimal(18, 2) as net_sales,
    week_before::decimal(18, 2) as week_before,
    round(100 * (net_sales / nullif(week_before, 0) - 1), 1)::double as change,
    round(labor, 1)::double as labor
  from sales
  left join labor using (restaurant_id)
  order by restaurant`;

const topItems = `${lastDay}
  select
    item_name as item,
    sum(quantity_sold)::double as quantity,
    sum(net_sales)::decimal(18, 2) as net_sales
  from toast_marts.product_mix_daily
  cross join period
  where business_date > last_day - 7 and business_date <= last_day
  group by item_name
  order by net_sales desc, item
  limit 5`;

/* Rates are as in docs/metrics.md. A rate is out of line a fifth above that of four weeks, cash if it is
   shorter than in their average week. */
const unusual = `${lastDay},
  sales as (
    select
      restaurant_id,
      any_value(restaurant_name) as restaurant,
      100 * sum(discounts) filter (where business_date > last_day - 7)
        / nullif(sum(gross_sales) filter (where business_date > last_day - 7), 0) as discounts,
      100 * sum(discounts) / nullif(sum(gross_sales), 0) as discounts_before,
      100 * sum(void_amount) filter (where business_date > last_day - 7)
        / nullif(sum(net_sales) filter (where business_date > last_day - 7), 0) as voids,
      100 * sum(void_amount) / nullif(sum(net_sales), 0) as voids_before
    from toast_marts.sales_daily
    cross join period
    where business_date > last_day - 28 and business_date <= last_day
    group by restaurant_id
  ),
  cash as (
    select
      any_value(restaurant_name) as restaurant,
      sum(over_short) filter (where business_date > last_day - 7) as week,
      sum(over_short) as four_weeks
    from toast_marts.cash_daily
    cross join period
    where business_date > last_day - 28 and business_date <= last_day
    group by restaurant_id
  ),
  found as (
    select restaurant, 'discounts' as kind, discounts as week, discounts_before as four_weeks
    from sales where discounts > 1.2 * discounts_before
    union all
    select restaurant, 'voids', voids, voids_before
    from sales where voids > 1.2 * voids_before
    union all
    select restaurant, 'cash', week, four_weeks
    from cash where week < least(0, four_weeks / 4)
  )
  select
    restaurant,
    kind,
    week::decimal(18, 2)::varchar as week,
    four_weeks::decimal(18, 2)::varchar as four_weeks
  from found
  order by kind, restaurant`;

/**
 * Reads the answers for the last seven business days that are complete in all restaurants.
 * @throws DatabaseError if the tables of the bundled models are not there.
 */
export async function readAnswers(connection: Connection): Promise<Answers> {
  const [period] = await connection.all<{ last_day: string | null }>(
    `${lastDay} select last_day::varchar as last_day from period`,
  );
  return {
    lastDay: period?.last_day ?? '',
    netSales: await connection.all<WeekOfRestaurant>(netSales),
    topItems: await connection.all<ItemOfWeek>(topItems),
    unusual: await connection.all<Unusual>(unusual),
  };
}

/** Queries to go on with. None has a double quote, so that each can stand between two in a shell. */
export const nextQueries = [
  'select hour_of_day, sum(gross_sales) as gross_sales from sales_hourly group by all order by all',
  `select name, price, valid_from, valid_to from toast_history.menu_item_price where source = 'observed' and not is_current`,
  `select restaurant_name, business_date, void_kind, amount, reason, server_name from voids where is_counted order by amount desc limit 10`,
] as const;
