with modifier_groups as (

    select * from {{ ref('published_modifier_group') }}

),

modifier_options as (

    select * from {{ ref('published_modifier_option') }}

),

links as (

    {{ resolved_references(
        owners='modifier_groups',
        list='modifier_option_references',
        keep=[
            'restaurant_id', 'reference_id as modifier_group_reference_id',
            'id as published_modifier_group_id', '_deleted', '_synced_at'
        ],
        targets='modifier_options'
    ) }}

)

select
    restaurant_id,
    modifier_group_reference_id,
    published_modifier_group_id,
    position,
    reference_id as modifier_option_reference_id,
    target_id as published_modifier_option_id,
    _deleted,
    _synced_at
from links
