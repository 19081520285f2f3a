with modifier_options as (

    select *, from_json(portions, '[{{ published_portion_type() }}]') as entries
    from {{ ref('published_modifier_option') }}

),

listed as (

    select
        restaurant_id,
        reference_id as modifier_option_reference_id,
        id as published_modifier_option_id,
        generate_subscripts(entries, 1) - 1 as position,
        unnest(entries) as payload,
        _deleted,
        _synced_at
    from modifier_options

)

select
    restaurant_id,
    modifier_option_reference_id,
    published_modifier_option_id,
    position,
    {{ entity_id('payload.guid', ['modifier_option_reference_id', "'portion'", 'position']) }} as id,
    payload.name,
    payload.priceScaleFactor as price_scale_factor,
    payload.modifierGroupReferences as modifier_group_references,
    _deleted,
    _synced_at
from listed
where payload is not null
