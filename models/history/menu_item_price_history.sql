{{ config(alias='menu_item_price') }}

with published as (

    {{ versions('published_menus') }}

),

observed as (

    select * from {{ ref('menu_item_observed_price') }}

),

installed as (

    select restaurant_id, min(valid_from) as installed_at
    from published
    group by restaurant_id

),

/* What was sold on a day that began after a menu was first observed says no more. */
sold_prices as (

    select
        sold.restaurant_id,
        sold.menu_item_id,
        sold.size_id,
        sold.name,
        sold.size_name,
        sold.price,
        sold.first_sold_at as valid_from,
        sold.last_sold_at,
        installed.installed_at
    from {{ ref('menu_item_sold_price') }} as sold
    left join installed
        on sold.restaurant_id = installed.restaurant_id
    where sold.first_sold_at < coalesce(installed.installed_at, 'infinity'::timestamptz)

),

/* The days between the first and the last of one price say nothing, and are most. */
price_changes as (

    select *
    from sold_prices
    window of_item as (partition by restaurant_id, menu_item_id, size_id order by valid_from)
    qualify
        price is distinct from lag(price) over of_item
        or price is distinct from lead(price) over of_item

),

/* Until the item is sold again or its price is observed; an item that was not on the menu by then, until
   it was last sold. */
prices_until_installed as (

    select
        price_changes.* exclude (installed_at, last_sold_at),
        coalesce(
            lead(price_changes.valid_from) over of_item,
            case
                when price_changes.installed_at is null or observed.menu_item_id is not null
                    then price_changes.installed_at
                else least(price_changes.last_sold_at, price_changes.installed_at)
            end
        ) as valid_to
    from price_changes
    left join (select distinct restaurant_id, menu_item_id from observed) as observed
        on
            price_changes.restaurant_id = observed.restaurant_id
            and price_changes.menu_item_id = observed.menu_item_id
    window of_item as (
        partition by price_changes.restaurant_id, price_changes.menu_item_id, price_changes.size_id
        order by price_changes.valid_from
    )

),

sales_periods as (

    {{ periods(
    'prices_until_installed',
    ['restaurant_id', 'menu_item_id', 'size_id'],
    ['price'],
    last=['name', 'size_name']
    ) }}

),

price_periods as (

    select * exclude (id), 'observed' as source
    from observed
    where price is not null

    union all by name

    select *, 'sales' as source
    from sales_periods

)

select
    restaurant_id,
    {{ derived_id([
        'menu_item_id', 'size_id', 'portion_id', 'schedule', 'published_menu_id', 'source',
        'valid_from'
    ]) }} as id,
    menu_item_id,
    size_id,
    portion_id,
    schedule,
    published_menu_id,
    source,
    name,
    size_name,
    portion_name,
    published_menu_name,
    price,
    modified_at,
    valid_from,
    valid_to,
    is_current
from price_periods
