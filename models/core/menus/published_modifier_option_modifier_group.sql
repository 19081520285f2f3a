with modifier_options as (

    select * from {{ ref('published_modifier_option') }}

),

portions as (

    select * from {{ ref('published_modifier_option_portion') }}

),

modifier_groups as (

    select * from {{ ref('published_modifier_group') }}

),

owners as (

    select
        restaurant_id,
        reference_id as modifier_option_reference_id,
        id as published_modifier_option_id,
        null as portion_position,
        null as published_modifier_option_portion_id,
        modifier_group_references,
        _deleted,
        _synced_at
    from modifier_options

    union all

    select
        restaurant_id,
        modifier_option_reference_id,
        published_modifier_option_id,
        position as portion_position,
        id as published_modifier_option_portion_id,
        modifier_group_references,
        _deleted,
        _synced_at
    from portions

),

links as (

    {{ resolved_references(
        owners='owners',
        list='modifier_group_references',
        keep=[
            'restaurant_id', 'modifier_option_reference_id', 'published_modifier_option_id',
            'portion_position', 'published_modifier_option_portion_id', '_deleted', '_synced_at'
        ],
        targets='modifier_groups'
    ) }}

)

select
    restaurant_id,
    {{ derived_id(['modifier_option_reference_id', 'portion_position', 'position']) }} as id,
    modifier_option_reference_id,
    published_modifier_option_id,
    published_modifier_option_portion_id,
    position,
    reference_id as modifier_group_reference_id,
    target_id as published_modifier_group_id,
    _deleted,
    _synced_at
from links
