{#
  What `toast extract` has read or tried to read by windows of time, on one time line: the windows of cash are
  business dates, which are instants here, as the others are.
#}
{{ config(materialized='view') }}

with windows as (

    select
        *,
        /* Toast's time when reading began. Earlier versions did not keep it. */
        coalesce(as_of, started_at) as read_at
    from {{ source('toast_meta', 'state') }}
    where resource in ('orders', 'time_entries', 'cash_entries', 'cash_deposits', 'shifts')

),

restaurants as (

    select * from {{ ref('int_restaurants') }}

),

orders as (

    select * from {{ source('raw_toast', 'orders') }}

),

taken_in as (

    select *
    from {{ source('toast_meta', 'model_state') }}
    where model = '{{ model_state_key(ref('int_checks').schema, 'int_checks') }}'

),

/* Orders that are loaded and not in the facts yet, as after one of several batches. */
pending as (

    select
        orders.restaurant_id,
        min(orders.extracted_at) as pending_since
    from orders
    left join taken_in on true
    where orders.extracted_at >= coalesce(taken_in.synced_through, timestamptz '-infinity')
        and not coalesce(
            orders.extracted_at = taken_in.synced_through
            and (
                taken_in.last_id is null
                or (orders.restaurant_id, orders.id)
                <= (taken_in.last_restaurant_id, taken_in.last_id)
            ),
            false
        )
    group by orders.restaurant_id

)

select
    windows.restaurant_id,
    windows.resource,
    windows.window_start,
    windows.window_end,
    windows.started_at,
    windows.status = 'done'
    and (
        windows.resource <> 'orders'
        or pending.pending_since is null
        or windows.finished_at < pending.pending_since
    ) as is_read,
    case
        when windows.resource in ('cash_entries', 'cash_deposits')
            then {{ day_start('windows.window_start', 'restaurants') }}
        else windows.window_start
    end as starts_at,
    /* What had not ended when it was read is not final: the shifts of the future, the cash of the day. */
    case
        when windows.resource in ('cash_entries', 'cash_deposits')
            then least({{ day_start('windows.window_end', 'restaurants') }}, windows.read_at)
        when windows.resource = 'shifts' then least(windows.window_end, windows.read_at)
        else windows.window_end
    end as ends_at
from windows
left join restaurants on windows.restaurant_id = restaurants.restaurant_id
left join pending on windows.restaurant_id = pending.restaurant_id
