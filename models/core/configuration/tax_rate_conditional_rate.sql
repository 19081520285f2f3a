with tax_rate_conditional_rates as (

    {{ listed(ref('tax_rate'), 'conditional_tax_rates', 'tax_rate_id', conditional_tax_rate_type()) }}

)

select
    restaurant_id,
    tax_rate_id,
    position,
    payload.condition,
    payload.rate,
    _deleted,
    _synced_at
from tax_rate_conditional_rates
