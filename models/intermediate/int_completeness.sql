{#
  A table, not a view: `toast extract` moves the ledger before the models have taken in what it has read. So
  the table has the state at the time of the models, and days are not complete before their data is here.
#}
{{ config(materialized='table') }}

with windows as (

    select
        *,
        coalesce(as_of, started_at) as read_at
    from {{ source('toast_meta', 'state') }}
    where restaurant_id <> '*'

),

ranges as (

    select * from {{ ref('int_read_ranges') }}

),

restaurants as (

    select * from {{ ref('int_restaurants') }}

),

rejected as (

    select * from {{ source('toast_meta', 'rejected') }}

),

read_ranges as (

    select
        *,
        max(ends_at) over (
            partition by restaurant_id, resource
            order by starts_at, ends_at
            rows between unbounded preceding and 1 preceding
        ) as read_before
    from ranges
    where is_read and starts_at < ends_at

),

numbered as (

    select
        *,
        count(*) filter (where starts_at > read_before) over (
            partition by restaurant_id, resource
            order by starts_at, ends_at
        ) as island
    from read_ranges

),

/* What was read without a gap. */
islands as (

    select
        restaurant_id,
        resource,
        min(starts_at) as starts_at,
        max(ends_at) as ends_at
    from numbered
    group by restaurant_id, resource, island

),

/*
  Where reading has to go on from: where the first extraction began, and where a window was not read. Ranges
  that were read by hand long before that leave gaps which nothing fills.
*/
starts as (

    select
        restaurant_id,
        resource,
        arg_min(starts_at, (started_at, starts_at)) as starts_at,
        true as is_first
    from read_ranges
    group by restaurant_id, resource

    union all

    select
        restaurant_id,
        resource,
        starts_at,
        false as is_first
    from ranges
    where not is_read

),

reached as (

    select
        starts.restaurant_id,
        starts.resource,
        min(islands.starts_at) filter (where starts.is_first) as read_from,
        min(coalesce(islands.ends_at, starts.starts_at)) as read_through
    from starts
    left join islands
        on starts.restaurant_id = islands.restaurant_id
        and starts.resource = islands.resource
        and starts.starts_at between islands.starts_at and islands.ends_at
    group by starts.restaurant_id, starts.resource

),

resources as (

    select
        restaurant_id,
        resource,
        count(*) filter (where status = 'done') as windows_done,
        count(*) filter (where status = 'failed') as windows_failed,
        count(*) filter (where status = 'skipped') as windows_skipped,
        arg_max(error, finished_at) filter (where status <> 'done') as reason,
        max(finished_at) filter (where status = 'done') as last_extracted_at,
        max(read_at) as last_tried_at
    from windows
    group by restaurant_id, resource

),

rejections as (

    select
        restaurant_id,
        resource,
        count(*) as rejected_count
    from rejected
    group by restaurant_id, resource

),

/* When the latest extraction began, on Toast's clock: it read whatever there was at that time. */
latest as (

    select min(read_at) as began_at
    from windows
    where run_id = (select arg_max(run_id, read_at) from windows)

),

joined as (

    select
        resources.*,
        reached.resource is not null as is_windowed,
        reached.read_from,
        reached.read_through,
        coalesce(rejections.rejected_count, 0) as rejected_count,
        restaurants.time_zone,
        to_hours(coalesce(restaurants.closeout_hour, 0)) as closeout,
        /* Captures, fees and late tips of payments arrive in the hours after close-out. */
        to_hours(case when resources.resource = 'orders' then {{ var('settle_hours') }} else 0 end)
            as settles_in,
        latest.began_at - interval 1 minute - to_hours({{ var('settle_hours') }}) as settled_at,
        max(resources.last_tried_at) over (partition by resources.restaurant_id) as restaurant_tried_at
    from resources
    cross join latest
    left join reached
        on resources.restaurant_id = reached.restaurant_id
        and resources.resource = reached.resource
    left join restaurants on resources.restaurant_id = restaurants.restaurant_id
    left join rejections
        on resources.restaurant_id = rejections.restaurant_id
        and resources.resource = rejections.resource

)

select
    restaurant_id,
    resource,
    windows_done,
    windows_failed,
    windows_skipped,
    rejected_count,
    reason,
    last_extracted_at,
    read_from,
    read_through,
    case
        /* Read in full, or always refused, as what the credentials may not read. */
        when not is_windowed or (windows_done = 0 and windows_failed = 0) then false
        when resource = 'orders' then true
        /* No longer extracted. Orders always are: every mart needs them. */
        else last_tried_at >= restaurant_tried_at - interval 7 days
    end as is_awaited,
    /* The first day that begins after read_from. */
    (read_from at time zone time_zone - closeout + interval 1 day - interval 1 microsecond)::date
        as first_complete_business_date,
    ((read_through - settles_in) at time zone time_zone - closeout)::date - 1
        as last_complete_business_date,
    (settled_at at time zone time_zone - closeout)::date - 1 as expected_business_date
from joined
order by restaurant_id, resource
