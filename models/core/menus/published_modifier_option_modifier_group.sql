with owners as (

    select
        restaurant_id,
        reference_id as modifier_option_reference_id,
        id as published_modifier_option_id,
        null as portion_position,
        null as published_modifier_option_portion_id,
        from_json(modifier_group_references, '["BIGINT"]') as reference_ids,
        _deleted,
        _synced_at
    from {{ ref('published_modifier_option') }}

    union all

    select
        restaurant_id,
        modifier_option_reference_id,
        published_modifier_option_id,
        position as portion_position,
        id as published_modifier_option_portion_id,
        from_json(modifier_group_references, '["BIGINT"]') as reference_ids,
        _deleted,
        _synced_at
    from {{ ref('published_modifier_option_portion') }}

),

links as (

    select
        *,
        generate_subscripts(reference_ids, 1) - 1 as position,
        unnest(reference_ids) as reference_id
    from owners

),

modifier_groups as (

    select restaurant_id, reference_id, id from {{ ref('published_modifier_group') }}

)

select
    links.restaurant_id,
    {{ derived_id([
        'links.modifier_option_reference_id', 'links.portion_position', 'links.position'
    ]) }} as id,
    links.modifier_option_reference_id,
    links.published_modifier_option_id,
    links.published_modifier_option_portion_id,
    links.position,
    links.reference_id as modifier_group_reference_id,
    modifier_groups.id as published_modifier_group_id,
    links._deleted,
    links._synced_at
from links
left join modifier_groups
    on
        links.restaurant_id = modifier_groups.restaurant_id
        and links.reference_id = modifier_groups.reference_id
where links.reference_id is not null
