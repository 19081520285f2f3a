with {{ counted_entries() }},

sales as (

    select * from {{ ref('sales_daily') }}

),

restaurants as (

    select * from {{ ref('dim_restaurant') }}

),

labor as (

    select
        restaurant_id,
        business_date,
        {{ labor_sums() }}
    from counted
    group by restaurant_id, business_date

),

/* The days of sales, and those before and after them on which somebody worked. */
spans as (

    select
        restaurant_id,
        min(business_date) as first_date,
        max(business_date) as last_date
    from (
        select restaurant_id, business_date from sales
        union all
        select restaurant_id, business_date from labor
    ) as known
    group by restaurant_id

),

days as (

    {{ days_of('spans') }}

),

joined as (

    select
        days.restaurant_id,
        restaurants.restaurant_name,
        days.business_date,
        restaurants.currency_code,
        {% for name in labor_measures() %}
        coalesce(labor.{{ name }}, 0) as {{ name }},
        {% endfor %}
        (coalesce(labor.hours, 0) - coalesce(labor.salaried_hours, 0))::decimal(18, 4) as hourly_hours,
        {% for name in ['net_sales', 'gross_sales', 'guest_count'] %}
        coalesce(sales.{{ name }}, 0) as {{ name }},
        {% endfor %}
        coalesce(
            days.business_date between restaurants.first_complete_business_date
            and restaurants.last_complete_business_date,
            false
        ) as is_complete
    from days
    left join restaurants on days.restaurant_id = restaurants.restaurant_id
    left join labor
        on days.restaurant_id = labor.restaurant_id and days.business_date = labor.business_date
    left join sales
        on days.restaurant_id = sales.restaurant_id and days.business_date = sales.business_date

)

select
    restaurant_id,
    restaurant_name,
    business_date,
    currency_code,
    {% for name in labor_measures() %}
    {{ name }},
    {% endfor %}
    hourly_hours,
    net_sales,
    gross_sales,
    guest_count,
    (100 * labor_cost / nullif(net_sales, 0))::decimal(18, 4) as labor_percent,
    (net_sales / nullif(hourly_hours, 0))::decimal(18, 4) as sales_per_labor_hour,
    (guest_count / nullif(hourly_hours, 0))::decimal(18, 4) as guests_per_labor_hour,
    not is_complete or open_entry_count > 0 as is_provisional
from joined
