{{ config(alias='tax_rate') }}

{{ entity_periods(
    'tax_rates',
    tax_rate_type(),
    {
        'name': 'payload.name',
        'is_default': 'payload.isDefault',
        'rate': 'payload.rate',
        'type': 'payload.type',
        'rounding_type': 'payload.roundingType',
        'tax_table': 'payload.taxTable',
        'conditional_tax_rates': 'payload.conditionalTaxRates'
    }
) }}
