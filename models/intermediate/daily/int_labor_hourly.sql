{% set hour_us = 3600000000 %}
with changed_days as (

    {{ changed_days() }}

),

restaurants as (

    select * from {{ ref('int_restaurants') }}

),

local_days as (

    select * from {{ ref('int_local_days') }}

),

entries as (

    select
        entries.*,
        epoch_us({{ local_time('entries.clocked_in_at') }}) as local_us
    from {{ ref('int_shifts_worked') }} as entries
    {{ of_changed_days('entries') }}
    left join restaurants on entries.restaurant_id = restaurants.restaurant_id
    left join local_days
        on restaurants.time_zone = local_days.time_zone
        and entries.business_date = local_days.business_date
    where not entries.is_deleted and entries.hours > 0

),

/* From when to when somebody was at work, and the local hour in which that begins. An open entry goes on for
   the hours that Toast gives as yet. No entry is spread over more than two days. */
spans as (

    select
        restaurant_id,
        id,
        epoch_us(clocked_in_at) as from_us,
        epoch_us(clocked_in_at) + least(
            coalesce(
                epoch_us(clocked_out_at) - epoch_us(clocked_in_at),
                ((hours + unpaid_break_hours) * {{ hour_us }})::bigint
            ),
            48 * {{ hour_us }}
        ) as to_us,
        epoch_us(clocked_in_at) - coalesce(local_us, epoch_us(clocked_in_at)) % {{ hour_us }}
            as hour_starts_us
    from entries

),

unpaid_breaks as (

    select
        spans.restaurant_id,
        spans.id,
        greatest(epoch_us(breaks.in_date), spans.from_us) as from_us,
        least(epoch_us(breaks.out_date), spans.to_us) as to_us,
        spans.hour_starts_us
    from {{ ref('break') }} as breaks
    inner join spans
        on breaks.restaurant_id = spans.restaurant_id and breaks.time_entry_id = spans.id
    where not coalesce(breaks.paid, false)
        and not coalesce(breaks.missed, false)
        and epoch_us(breaks.in_date) < spans.to_us
        and epoch_us(breaks.out_date) > spans.from_us

),

/* One row per hour that a span touches, counted from the one in which the entry begins. */
touched as (

    select
        *,
        unnest(range(
            coalesce((from_us - hour_starts_us) // {{ hour_us }}, 0),
            greatest(coalesce((to_us - hour_starts_us - 1) // {{ hour_us }}, 0), 0) + 1
        )) as hour_index
    from (
        select *, 1 as sign from spans
        union all
        select *, -1 as sign from unpaid_breaks
    ) as signed

),

worked as (

    select
        restaurant_id,
        id,
        hour_index,
        make_timestamptz(any_value(hour_starts_us) + hour_index * {{ hour_us }}) as hour_starts_at,
        greatest(
            sum(
                sign * (
                    least(to_us, hour_starts_us + (hour_index + 1) * {{ hour_us }})
                    - greatest(from_us, hour_starts_us + hour_index * {{ hour_us }})
                )
            ),
            0
        ) as worked_us
    from touched
    group by restaurant_id, id, hour_index

),

/* The share of an entry that is worked by the beginning and by the end of each hour. Where Toast pays hours of
   which none was worked by the clock, all are in the first hour. */
shares as (

    select
        restaurant_id,
        id,
        hour_starts_at,
        case
            when sum(worked_us) over of_entry > 0
                then (sum(worked_us) over until_hour - worked_us) / sum(worked_us) over of_entry
            else (row_number() over until_hour > 1)::integer
        end as share_before,
        case
            when sum(worked_us) over of_entry > 0
                then sum(worked_us) over until_hour / sum(worked_us) over of_entry
            else 1
        end as share_after
    from worked
    window
        of_entry as (partition by restaurant_id, id),
        until_hour as (
            partition by restaurant_id, id order by hour_index rows unbounded preceding
        )

),

/* The paid hours follow the time worked. They are rounded as running totals, so those of an entry add up to
   its own exactly, and the hours after the regular ones are overtime. */
paid as (

    select
        shares.hour_starts_at,
        entries.restaurant_id,
        entries.business_date,
        entries.employee_id,
        entries.job_id,
        entries.regular_hours,
        entries.hourly_wage,
        (entries.hours * shares.share_before)::decimal(18, 4) as hours_before,
        (entries.hours * shares.share_after)::decimal(18, 4) as hours_after
    from shares
    inner join entries on shares.restaurant_id = entries.restaurant_id and shares.id = entries.id

),

by_hour as (

    select
        *,
        least(hours_before, regular_hours) as regular_before,
        least(hours_after, regular_hours) as regular_after,
        greatest(hours_before - regular_hours, 0) as overtime_before,
        greatest(hours_after - regular_hours, 0) as overtime_after
    from paid
    where hours_after > hours_before

)

select
    by_hour.restaurant_id,
    by_hour.business_date,
    {{ derived_id([
        business_hour(local_time('by_hour.hour_starts_at'), 'by_hour.business_date'), 'by_hour.job_id'
    ]) }} as group_id,
    {{ business_hour(local_time('by_hour.hour_starts_at'), 'by_hour.business_date') }} as business_hour,
    by_hour.job_id,
    count(distinct by_hour.employee_id) as head_count,
    sum(hours_after - hours_before)::decimal(18, 4) as hours,
    sum(overtime_after - overtime_before)::decimal(18, 4) as overtime_hours,
    sum(
        {{ labor_pay('regular_after', 'hourly_wage') }} - {{ labor_pay('regular_before', 'hourly_wage') }}
        + {{ labor_pay('overtime_after', 'hourly_wage', var('overtime_multiplier')) }}
        - {{ labor_pay('overtime_before', 'hourly_wage', var('overtime_multiplier')) }}
    )::decimal(18, 4) as labor_cost
from by_hour
left join restaurants on by_hour.restaurant_id = restaurants.restaurant_id
left join local_days
    on restaurants.time_zone = local_days.time_zone
    and by_hour.business_date = local_days.business_date
group by all
order by by_hour.restaurant_id, by_hour.business_date
