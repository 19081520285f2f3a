{{ config(alias='tax_rate') }}

with all_versions as (

    {{ versions('tax_rates', tax_rate_type()) }}

),

versions as (

    select
        restaurant_id,
        id,
        payload.name,
        payload.isDefault as is_default,
        payload.rate,
        payload.type,
        payload.roundingType as rounding_type,
        payload.taxTable as tax_table,
        payload.conditionalTaxRates as conditional_tax_rates,
        valid_from,
        valid_to
    from all_versions

)

{{ periods(
    'versions',
    ['restaurant_id', 'id'],
    [
        'name', 'is_default', 'rate', 'type', 'rounding_type', 'tax_table',
        'conditional_tax_rates'
    ]
) }}
