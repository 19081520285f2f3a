with modifier_options as (

    {{ published_map('modifierOptionReferences', published_modifier_option_type()) }}

)

select
    restaurant_id,
    reference_id,
    {{ entity_id('payload.guid', ["'modifier option'", 'reference_id']) }} as id,
    {{ published_sold_columns() }},
    payload.isDefault as is_default,
    payload.allowsDuplicates as allows_duplicates,
    payload.modifierOptionTaxInfo as modifier_option_tax_info,
    _deleted,
    _synced_at
from modifier_options
