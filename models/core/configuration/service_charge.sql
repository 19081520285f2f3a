with service_charges as (

    {{ entities('service_charges', service_charge_type()) }}

)

select
    restaurant_id,
    id,
    payload.entityType as entity_type,
    payload.externalId as external_id,
    payload.name,
    payload.amountType as amount_type,
    payload.amount,
    payload.percent,
    payload.serviceChargeCalculation as service_charge_calculation,
    payload.criteria.minCheckAmount as criteria_min_check_amount,
    payload.criteria.maxCheckAmount as criteria_max_check_amount,
    payload.criteria.minDeliveryDistance as criteria_min_delivery_distance,
    payload.criteria.dineIn as criteria_dine_in,
    payload.criteria.takeout as criteria_takeout,
    payload.criteria.delivery as criteria_delivery,
    payload.gratuity,
    payload.taxable,
    payload.applicableTaxes as applicable_taxes,
    payload.destination,
    payload.taxInclusive as tax_inclusive,
    payload.taxProrated as tax_prorated,
    _deleted,
    _synced_at
from service_charges
