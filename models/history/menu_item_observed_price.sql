{% set item_type %}
{
    "guid": "VARCHAR", "name": "VARCHAR", "price": "DECIMAL(18,4)",
    "pricingRules": {
        "timeSpecificPricingRules": [
            { "timeSpecificPrice": "DECIMAL(18,4)", "schedule": "JSON" }
        ],
        "sizeSpecificPricingGuid": "VARCHAR"
    },
    "portions": [ { "guid": "VARCHAR", "name": "VARCHAR", "priceScaleFactor": "DOUBLE" } ]
}
{% endset %}

with published as (

    {{ versions('published_menus') }}

),

menus as (

    select
        restaurant_id,
        modified_at,
        valid_from,
        valid_to,
        unnest(json_extract(payload, '$.menus[*]')) as menu
    from published

),

/* Apart from the next step: beside an unnest, the menu would be parsed again for each of its items. */
menu_items as (

    select
        restaurant_id,
        json_extract_string(menu, '$.guid') as published_menu_id,
        json_extract_string(menu, '$.name') as published_menu_name,
        modified_at,
        valid_from,
        valid_to,
        json_extract(menu, '$..menuItems[*]') as items
    from menus

),

placed_items as (

    select * exclude (items), unnest(items) as item from menu_items

),

/* An item can be in several groups of a menu, with the same price. */
items as (

    select
        * exclude (item),
        payload.guid as menu_item_id,
        payload.name
    from (select *, from_json(item, '{{ item_type }}') as payload from placed_items) as parsed
    where payload.guid is not null
    qualify
        row_number() over (
            partition by restaurant_id, published_menu_id, payload.guid, valid_from
            order by payload.price nulls last
        ) = 1

),

modifier_groups as (

    select
        restaurant_id,
        valid_from,
        json_extract_string(value, '$.guid') as id,
        unnest(from_json(json_extract(value, '$.modifierOptionReferences'), '["BIGINT"]'))
            as reference_id
    from (
        {{ map_entries(
            'published', 'modifierGroupReferences', ['restaurant_id', 'valid_from']
        ) }}
    ) as entries

),

modifier_options as (

    select
        restaurant_id,
        valid_from,
        reference_id,
        json_extract_string(value, '$.guid') as id,
        json_extract_string(value, '$.name') as name,
        try_cast(json_extract_string(value, '$.price') as decimal(18, 4)) as price
    from (
        {{ map_entries(
            'published', 'modifierOptionReferences', ['restaurant_id', 'valid_from']
        ) }}
    ) as entries

),

published_prices as (

    select * exclude (payload), payload.price
    from items

    union all by name

    select
        * exclude (payload, portion),
        portion.guid as portion_id,
        portion.name as portion_name,
        (payload.price * portion.priceScaleFactor)::decimal(18, 4) as price
    from (select *, unnest(payload.portions) as portion from items) as portions

    union all by name

    select
        * exclude (payload, rule),
        rule.schedule::varchar as schedule,
        rule.timeSpecificPrice as price
    from (
        select *, unnest(payload.pricingRules.timeSpecificPricingRules) as rule from items
    ) as rules

    union all by name

    select
        items.* exclude (payload),
        modifier_options.id as size_id,
        modifier_options.name as size_name,
        modifier_options.price
    from items
    inner join modifier_groups
        on
            items.restaurant_id = modifier_groups.restaurant_id
            and items.valid_from = modifier_groups.valid_from
            and items.payload.pricingRules.sizeSpecificPricingGuid = modifier_groups.id
    inner join modifier_options
        on
            modifier_groups.restaurant_id = modifier_options.restaurant_id
            and modifier_groups.valid_from = modifier_options.valid_from
            and modifier_groups.reference_id = modifier_options.reference_id

)

select
    restaurant_id,
    {{ derived_id([
        'menu_item_id', 'size_id', 'portion_id', 'schedule', 'published_menu_id', 'valid_from'
    ]) }} as id,
    * exclude (restaurant_id)
from (
    {{ periods(
    'published_prices',
    [
        'restaurant_id', 'menu_item_id', 'size_id', 'portion_id', 'schedule', 'published_menu_id'
    ],
    ['price'],
    first=['modified_at'],
    last=['name', 'size_name', 'portion_name', 'published_menu_name']
    ) }}
) as price_periods
