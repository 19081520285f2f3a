with service_charges as (

    select * from {{ ref('stg_applied_service_charge') }}

)

select
    restaurant_id,
    orders_id,
    business_date,
    orders_check_id,
    id,
    position,
    payload.entityType as entity_type,
    payload.externalId as external_id,
    {{ external_reference('payload.serviceCharge', 'service_charge') }},
    payload.name,
    payload.serviceChargeCategory as service_charge_category,
    payload.chargeType as charge_type,
    payload.serviceChargeCalculation as service_charge_calculation,
    payload.chargeAmount as charge_amount,
    payload.gratuity,
    payload.taxable,
    payload.delivery,
    payload.takeout,
    payload.dineIn as dine_in,
    payload.destination,
    payload.paymentGuid as payment_guid,
    {{ refund_columns('payload.refundDetails') }},
    payload.appliedTaxes as applied_taxes,
    _deleted,
    _synced_at
from service_charges
order by restaurant_id, business_date
