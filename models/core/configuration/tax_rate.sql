with tax_rates as (

    {{ entities('tax_rates', tax_rate_type()) }}

)

select
    restaurant_id,
    id,
    payload.entityType as entity_type,
    payload.name,
    payload.isDefault as is_default,
    payload.rate,
    payload.type,
    payload.roundingType as rounding_type,
    payload.taxTable as tax_table,
    payload.conditionalTaxRates as conditional_tax_rates,
    _deleted,
    _synced_at
from tax_rates
