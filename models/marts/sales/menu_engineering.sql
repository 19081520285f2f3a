with items as (

    select * from {{ ref('product_mix_daily') }}

),

restaurants as (

    select * from {{ ref('int_restaurants') }}

),

/* The last business date that is not ahead; the last one with sales, where the current one is not known. */
periods as (

    select
        items.restaurant_id,
        least(max(items.business_date), any_value(restaurants.current_business_date)) as last_date
    from items
    left join restaurants on items.restaurant_id = restaurants.restaurant_id
    group by items.restaurant_id

),

costs as (

    {% if var('item_costs') %}
    select item_key, cost, valid_from from {{ var('item_costs') }}
    {% else %}
    select null::varchar as item_key, null::decimal(18, 4) as cost, null::date as valid_from
    where false
    {% endif %}

),

cost_periods as (

    select
        *,
        lead(valid_from) over (partition by item_key order by valid_from) as valid_to
    from costs

),

period as (

    select
        items.*,
        items.quantity_sold * cost_periods.cost as cost
    from items
    inner join periods
        on items.restaurant_id = periods.restaurant_id
        and items.business_date <= periods.last_date
        and items.business_date > periods.last_date - {{ var('menu_engineering_days') }}
    left join cost_periods
        on items.item_key = cost_periods.item_key
        and items.business_date >= cost_periods.valid_from
        and items.business_date < coalesce(cost_periods.valid_to, 'infinity'::date)

),

by_item as (

    select
        restaurant_id,
        any_value(restaurant_name) as restaurant_name,
        any_value(currency_code) as currency_code,
        sales_category_id,
        any_value(sales_category_name) as sales_category_name,
        item_key,
        max_by(item_name, business_date) as item_name,
        min(business_date) as first_date,
        max(business_date) as last_date,
        sum(quantity_sold) as quantity_sold,
        sum(net_sales) as net_sales,
        case when count(cost) = count(*) then sum(cost) end as cost
    from period
    group by restaurant_id, sales_category_id, item_key
    having sum(quantity_sold) > 0

),

compared as (

    select
        *,
        count(*) over category as item_count,
        quantity_sold / sum(quantity_sold) over category as quantity_share,
        (net_sales - coalesce(cost, 0)) / quantity_sold as margin,
        sum(net_sales - coalesce(cost, 0)) over category / sum(quantity_sold) over category
            as average_margin
    from by_item
    window category as (partition by restaurant_id, sales_category_id)

)

select
    restaurant_id,
    restaurant_name,
    currency_code,
    sales_category_id,
    sales_category_name,
    {{ derived_id(['sales_category_id', 'item_key']) }} as group_id,
    item_key,
    item_name,
    first_date,
    last_date,
    quantity_sold::decimal(18, 4) as quantity_sold,
    net_sales::decimal(18, 4) as net_sales,
    cost::decimal(18, 4) as cost,
    quantity_share,
    0.7 / item_count as popular_from,
    margin::decimal(18, 4) as margin_per_unit,
    average_margin::decimal(18, 4) as average_margin_per_unit,
    cost is not null as is_margin_known,
    quantity_share >= 0.7 / item_count as is_popular,
    margin >= average_margin as is_profitable,
    case
        when quantity_share >= 0.7 / item_count and margin >= average_margin then 'Star'
        when quantity_share >= 0.7 / item_count then 'Plowhorse'
        when margin >= average_margin then 'Puzzle'
        else 'Dog'
    end as class
from compared
