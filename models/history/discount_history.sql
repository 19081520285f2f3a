{{ config(alias='discount') }}

{{ entity_periods(
    'discounts',
    discount_type(),
    {
        'name': 'payload.name',
        'active': 'payload.active',
        'type': 'payload.type',
        'percentage': 'payload.percentage',
        'amount': 'payload.amount',
        'selection_type': 'payload.selectionType',
        'non_exclusive': 'payload.nonExclusive',
        'item_picking_priority': 'payload.itemPickingPriority',
        'fixed_total': 'payload.fixedTotal'
    }
) }}
