{{ config(alias='menu_item') }}

{{ entity_periods(
    'menu_items',
    menu_item_type(),
    {
        'name': 'payload.name',
        'type': 'payload.type',
        'plu': 'payload.plu',
        'sku': 'payload.sku',
        'calories': 'payload.calories',
        'orderable_online': 'payload.orderableOnline',
        'visibility': 'payload.visibility',
        'unit_of_measure': 'payload.unitOfMeasure'
    }
) }}
