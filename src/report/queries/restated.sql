/*
  Days that had been published and changed since the report before: the one of the latest earlier
  date that was first complete in an earlier extraction than this date. Changes that a later report lists are
  not in this one.
*/
with restaurants as (

    select * from temp.report_restaurants

),

published as (

    select
        restaurant_id,
        business_date,
        min(seen_at) as published_at
    from toast_intermediate.int_published_days
    where version = 1
    group by restaurant_id, business_date

),

changes as (

    select * from toast_marts.restatements

),

/* A date that is not complete yet comes after all that are. */
this_day as (

    select
        restaurants.restaurant_id,
        restaurants.restaurant_name,
        restaurants.time_zone,
        coalesce(published.published_at, timestamptz 'infinity') as published_at
    from restaurants
    left join published
        on restaurants.restaurant_id = published.restaurant_id
        and published.business_date = $date::date

),

reports as (

    select
        this_day.restaurant_id,
        max(published.business_date) filter (where published.business_date < $date::date) as since_date,
        max(published.published_at) filter (where published.business_date < $date::date) as since,
        min(published.published_at) filter (where published.business_date > $date::date) as until
    from this_day
    inner join published
        on this_day.restaurant_id = published.restaurant_id
        and case
            when published.business_date < $date::date
                then published.published_at < this_day.published_at
            else published.published_at > this_day.published_at
        end
    group by this_day.restaurant_id

),

days as (

    select
        changes.restaurant_id,
        this_day.restaurant_name,
        this_day.time_zone,
        changes.business_date,
        changes.measure,
        arg_min(changes.old_value, changes.change_number) as old_value,
        arg_max(changes.new_value, changes.change_number) as new_value,
        max(changes.seen_at) as seen_at
    from changes
    inner join reports on changes.restaurant_id = reports.restaurant_id
    inner join this_day on changes.restaurant_id = this_day.restaurant_id
    where changes.seen_at > reports.since
        and changes.seen_at < coalesce(reports.until, timestamptz 'infinity')
    group by all

),

latest as (

    select *
    from days
    where old_value <> new_value
    order by business_date desc, restaurant_name, restaurant_id, measure desc
    limit 200

)

select
    (select max(since_date) from reports)::varchar as since,
    (select count(*) from days where old_value <> new_value)::integer as count,
    coalesce(
        list(
            {
                restaurant_id: restaurant_id,
                business_date: business_date::varchar,
                measure: measure,
                old_value: round(old_value, 2)::double,
                new_value: round(new_value, 2)::double,
                difference: (round(new_value, 2) - round(old_value, 2))::double,
                seen_at: strftime(seen_at at time zone time_zone, '%Y-%m-%d %H:%M')
            }
            order by business_date desc, restaurant_name, restaurant_id, measure desc
        ),
        []
    ) as days
from latest
