with modifier_options as (

    select * from {{ ref('published_modifier_option') }}

),

option_portions as (

    {{ elements('modifier_options', 'portions', [
        'restaurant_id', 'reference_id as modifier_option_reference_id',
        'id as published_modifier_option_id', '_deleted', '_synced_at'
    ], published_portion_type()) }}

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
from option_portions
