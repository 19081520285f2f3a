{{ config(alias='service_charge') }}

with all_versions as (

    {{ versions('service_charges', service_charge_type()) }}

),

versions as (

    select
        restaurant_id,
        id,
        payload.name,
        payload.amountType as amount_type,
        payload.amount,
        payload.percent,
        payload.serviceChargeCalculation as service_charge_calculation,
        payload.gratuity,
        payload.taxable,
        payload.destination,
        payload.taxInclusive as tax_inclusive,
        payload.taxProrated as tax_prorated,
        valid_from,
        valid_to
    from all_versions

)

{{ periods(
    'versions',
    ['restaurant_id', 'id'],
    [
        'name', 'amount_type', 'amount', 'percent', 'service_charge_calculation',
        'gratuity', 'taxable', 'destination', 'tax_inclusive', 'tax_prorated'
    ]
) }}
