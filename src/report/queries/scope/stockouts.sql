/* What was out of stock on the date, and what is since. What is unknown by now cannot have lasted longer. */
create or replace temp table report_stockouts as

with restaurants as (

    select * from temp.report_restaurants

),

stock as (

    select * from toast_history.stock
    where status = 'OUT_OF_STOCK'

)

select
    stock.restaurant_id,
    restaurants.restaurant_name,
    coalesce(stock.name, 'Item without a name') as item,
    stock.valid_from at time zone restaurants.time_zone as since,
    stock.valid_to at time zone restaurants.time_zone as until,
    greatest(
        date_diff(
            'minute',
            greatest(stock.valid_from, restaurants.day_starts_at),
            least(stock.valid_to, restaurants.stock_extracted_at, restaurants.day_ends_at)
        ),
        0
    ) as minutes
from stock
inner join restaurants on stock.restaurant_id = restaurants.restaurant_id
where stock.is_current
    or (stock.valid_from < restaurants.day_ends_at and stock.valid_to > restaurants.day_starts_at)
