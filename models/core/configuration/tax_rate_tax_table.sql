with tax_rate_tax_tables as (

    {{ listed(ref('tax_rate'), 'tax_table', 'tax_rate_id', tax_table_row_type()) }}

)

select
    restaurant_id,
    tax_rate_id,
    position,
    payload.start,
    payload."end",
    payload.tax,
    payload.pattern,
    _deleted,
    _synced_at
from tax_rate_tax_tables
