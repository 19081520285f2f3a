with raw_menu_groups as (

    {{ entities('menu_groups', menu_group_type()) }}

),

menu_groups as (

    select
        *,
        from_json(payload.parent, '{{ external_reference_type() }}') as parent_reference
    from raw_menu_groups

)

select
    restaurant_id,
    id,
    payload.entityType as entity_type,
    payload.externalId as external_id,
    payload.name,
    {{ external_reference('payload.menu', 'menu') }},
    payload.parent,
    {{ external_reference('parent_reference', 'parent') }},
    payload.items,
    payload.subgroups,
    payload.optionGroups as option_groups,
    payload.inheritOptionGroups as inherit_option_groups,
    payload.orderableOnline as orderable_online,
    payload.visibility,
    payload.unitOfMeasure as unit_of_measure,
    payload.inheritUnitOfMeasure as inherit_unit_of_measure,
    payload.images,
    _deleted,
    _synced_at
from menu_groups
