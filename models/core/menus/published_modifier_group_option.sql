with modifier_groups as (

    select *, from_json(modifier_option_references, '["BIGINT"]') as reference_ids
    from {{ ref('published_modifier_group') }}

),

links as (

    select
        restaurant_id,
        reference_id as modifier_group_reference_id,
        id as published_modifier_group_id,
        generate_subscripts(reference_ids, 1) - 1 as position,
        unnest(reference_ids) as modifier_option_reference_id,
        _deleted,
        _synced_at
    from modifier_groups

),

modifier_options as (

    select restaurant_id, reference_id, id from {{ ref('published_modifier_option') }}

)

select
    links.restaurant_id,
    links.modifier_group_reference_id,
    links.published_modifier_group_id,
    links.position,
    links.modifier_option_reference_id,
    modifier_options.id as published_modifier_option_id,
    links._deleted,
    links._synced_at
from links
left join modifier_options
    on
        links.restaurant_id = modifier_options.restaurant_id
        and links.modifier_option_reference_id = modifier_options.reference_id
where links.modifier_option_reference_id is not null
