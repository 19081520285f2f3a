with modifiers as (

    select
        *,
        from_json(payload.refundDetails, '{{ refund_details_type() }}') as refund_details
    from {{ ref('stg_modifier') }}

)

select
    restaurant_id,
    orders_id,
    business_date,
    orders_check_id,
    orders_check_selection_id,
    parent_modifier_id,
    id,
    depth,
    position,
    {{ selection_columns() }},
    {{ refund_columns('refund_details') }},
    payload.refundDetails as refund_details,
    payload.appliedDiscounts as applied_discounts,
    payload.appliedTaxes as applied_taxes,
    to_json(payload.modifiers) as modifiers,
    _deleted,
    _synced_at
from modifiers
order by restaurant_id, business_date
