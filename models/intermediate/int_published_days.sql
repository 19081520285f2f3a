{#
  What the marts said of a business day when it was first complete, and whenever that has changed since. Rows
  are only added: they cannot be computed again from data that has changed, so a full refresh keeps them.
#}
{{ config(
    materialized='incremental',
    incremental_strategy='append',
    full_refresh=false,
    on_schema_change='fail',
    post_hook='{{ record_changed_days() }}'
) }}

with changed_days as (

    {{ changed_days() }}

),

complete_days as (

    select * from {{ ref('int_complete_days') }}

),

time_entries as (

    select * from {{ ref('int_completeness') }}
    where resource = 'time_entries'

),

first_days as (

    select
        restaurant_id,
        min(business_date) as first_date
    from {{ ref('int_sales_daily') }}
    group by restaurant_id

),

sales_daily as (

    select * from {{ ref('sales_daily') }}

),

{{ counted_entries() }},

spans as (

    select
        complete_days.restaurant_id,
        complete_days.last_extracted_at,
        greatest(complete_days.first_complete_business_date, first_days.first_date) as first_date,
        complete_days.last_complete_business_date as last_date,
        {% if is_incremental() %}
        published.published_from,
        published.published_through
        {% else %}
        null::date as published_from,
        null::date as published_through
        {% endif %}
    from complete_days
    inner join first_days on complete_days.restaurant_id = first_days.restaurant_id
    {% if is_incremental() %}
    left join (
        select
            restaurant_id,
            min(business_date) as published_from,
            max(business_date) as published_through
        from {{ this }}
        group by restaurant_id
    ) as published on complete_days.restaurant_id = published.restaurant_id
    {% endif %}

),

/* Days that are complete and not published, and those of the others that have changed. */
days as (

    select
        restaurant_id,
        unnest(
            range(first_date, least(published_from, last_date + 1), interval 1 day)
            || range(greatest(published_through + 1, first_date), last_date + 1, interval 1 day)
        )::date as business_date
    from spans

    union

    select
        changed_days.restaurant_id,
        changed_days.business_date
    from changed_days
    inner join spans on changed_days.restaurant_id = spans.restaurant_id
    where changed_days.business_date
        between spans.first_date and greatest(spans.last_date, spans.published_through)

),

sales as (

    select
        sales_daily.restaurant_id,
        sales_daily.business_date,
        sales_daily.net_sales,
        sales_daily.order_count
    from sales_daily
    semi join days
        on sales_daily.restaurant_id = days.restaurant_id
        and sales_daily.business_date = days.business_date

),

labor as (

    select
        counted.restaurant_id,
        counted.business_date,
        sum(counted.labor_cost) as labor_cost
    from counted
    semi join days
        on counted.restaurant_id = days.restaurant_id
        and counted.business_date = days.business_date
    group by counted.restaurant_id, counted.business_date

),

figures as (

    select
        days.restaurant_id,
        days.business_date,
        coalesce(sales.net_sales, 0)::decimal(18, 4) as net_sales,
        coalesce(sales.order_count, 0)::decimal(18, 4) as order_count,
        /* Not before time entries are extracted: their first extraction changes no published day. */
        case
            when days.business_date between time_entries.first_complete_business_date
                and time_entries.last_complete_business_date
                then coalesce(labor.labor_cost, 0)::decimal(18, 4)
        end as labor_cost
    from days
    left join sales
        on days.restaurant_id = sales.restaurant_id and days.business_date = sales.business_date
    left join labor
        on days.restaurant_id = labor.restaurant_id and days.business_date = labor.business_date
    left join time_entries on days.restaurant_id = time_entries.restaurant_id

),

/* Without the measures that are null. */
measures as (

    unpivot figures
    on net_sales, order_count, labor_cost
    into name measure value value

),

published as (

    {% if is_incremental() %}
    select
        this.restaurant_id,
        this.business_date,
        this.measure,
        max(this.version) as version,
        arg_max(this.value, this.version) as value
    from {{ this }} as this
    semi join days
        on this.restaurant_id = days.restaurant_id and this.business_date = days.business_date
    group by this.restaurant_id, this.business_date, this.measure
    {% else %}
    select
        null::varchar as restaurant_id,
        null::date as business_date,
        null::varchar as measure,
        null::bigint as version,
        null::decimal(18, 4) as value
    {% endif %}

)

select
    measures.restaurant_id,
    measures.business_date,
    measures.measure,
    (coalesce(published.version, 0) + 1)::integer as version,
    measures.value,
    (measures.value - coalesce(published.value, 0))::decimal(18, 4) as difference,
    spans.last_extracted_at as seen_at
from measures
inner join spans on measures.restaurant_id = spans.restaurant_id
left join published
    on measures.restaurant_id = published.restaurant_id
    and measures.business_date = published.business_date
    and measures.measure = published.measure
where measures.value is distinct from published.value
order by measures.restaurant_id, measures.business_date, measures.measure
