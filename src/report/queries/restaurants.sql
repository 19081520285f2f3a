with restaurants as (

    select * from temp.report_restaurants

),

resources as (

    select * from toast_marts.completeness

),

/* What the credentials may not read at all is no problem of an extraction. */
problems as (

    select
        restaurant_id,
        list(
            {
                resource: resource,
                last_complete_date: last_complete_business_date::varchar,
                windows_failed: windows_failed::integer,
                windows_skipped: windows_skipped::integer,
                rejected: rejected_count::integer,
                reason: reason
            }
            order by resource
        ) as problems
    from resources
    where is_behind
        or windows_failed > 0
        or (windows_skipped > 0 and windows_done > 0)
        or rejected_count > 0
    group by restaurant_id

)

select
    restaurants.restaurant_id as id,
    restaurants.restaurant_name as name,
    restaurants.currency,
    restaurants.country,
    restaurants.time_zone,
    restaurants.last_complete_business_date::varchar as last_complete_date,
    restaurants.is_complete,
    restaurants.is_closed_day,
    restaurants.is_first_day,
    strftime(restaurants.last_extracted_at at time zone restaurants.time_zone, '%Y-%m-%d %H:%M')
        as data_as_of,
    coalesce(problems.problems, []) as problems,
    restaurants.has_labor,
    restaurants.has_cash,
    restaurants.has_guests
from restaurants
left join problems on restaurants.restaurant_id = problems.restaurant_id
order by restaurants.restaurant_name, restaurants.restaurant_id
