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

/* Numbered, because a number is cheaper to group by than ids. */
entries as materialized (

    select
        row_number() over () as entry,
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
        entry,
        epoch_us(clocked_in_at) as from_us,
        epoch_us(clocked_in_at) + least(
            coalesce(
                epoch_us(clocked_out_at) - epoch_us(clocked_in_at),
                (least(hours + unpaid_break_hours, 48) * {{ hour_us }})::bigint
            ),
            48 * {{ hour_us }}
        ) as to_us,
        epoch_us(clocked_in_at) - coalesce(local_us, epoch_us(clocked_in_at)) % {{ hour_us }}
            as hour_starts_us
    from entries

),

unpaid_breaks as (

    select
        spans.entry,
        greatest(epoch_us(breaks.in_date), spans.from_us) as from_us,
        least(epoch_us(breaks.out_date), spans.to_us) as to_us,
        spans.hour_starts_us
    from {{ ref('break') }} as breaks
    inner join entries
        on breaks.restaurant_id = entries.restaurant_id and breaks.time_entry_id = entries.id
    inner join spans on entries.entry = spans.entry
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
        entry,
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
    group by entry, hour_index

),

/* The share of an entry that is worked by the beginning and by the end of each hour. Where Toast pays hours of
   which none was worked by the clock, all are in the first hour. */
shares as (

    select
        entry,
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
        of_entry as (partition by entry),
        until_hour as (partition by entry order by hour_index rows unbounded preceding)

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
    inner join entries on shares.entry = entries.entry

),

hours as (

    select
        *,
        least(hours_before, regular_hours) as regular_before,
        least(hours_after, regular_hours) as regular_after,
        greatest(hours_before - regular_hours, 0) as overtime_before,
        greatest(hours_after - regular_hours, 0) as overtime_after
    from paid
    where hours_after > hours_before

),

by_hour as (

    select
        hours.restaurant_id,
        hours.business_date,
        {{ business_hour(local_time('hours.hour_starts_at'), 'hours.business_date') }} as business_hour,
        hours.job_id,
        count(distinct hours.employee_id) as head_count,
        sum(hours_after - hours_before) as hours,
        sum(overtime_after - overtime_before) as overtime_hours,
        sum(
            {{ labor_pay('regular_after', 'hourly_wage') }}
            - {{ labor_pay('regular_before', 'hourly_wage') }}
            + {{ labor_pay('overtime_after', 'hourly_wage', var('overtime_multiplier')) }}
            - {{ labor_pay('overtime_before', 'hourly_wage', var('overtime_multiplier')) }}
        ) as labor_cost
    from hours
    left join restaurants on hours.restaurant_id = restaurants.restaurant_id
    left join local_days
        on restaurants.time_zone = local_days.time_zone
        and hours.business_date = local_days.business_date
    group by all

)

select
    restaurant_id,
    business_date,
    {{ derived_id(['business_hour', 'job_id']) }} as group_id,
    business_hour,
    job_id,
    head_count,
    hours::decimal(18, 4) as hours,
    overtime_hours::decimal(18, 4) as overtime_hours,
    labor_cost::decimal(18, 4) as labor_cost
from by_hour
order by restaurant_id, business_date
