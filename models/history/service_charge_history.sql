{{ config(alias='service_charge') }}

{{ entity_periods(
    'service_charges',
    service_charge_type(),
    {
        'name': 'payload.name',
        'amount_type': 'payload.amountType',
        'amount': 'payload.amount',
        'percent': 'payload.percent',
        'service_charge_calculation': 'payload.serviceChargeCalculation',
        'gratuity': 'payload.gratuity',
        'taxable': 'payload.taxable',
        'destination': 'payload.destination',
        'tax_inclusive': 'payload.taxInclusive',
        'tax_prorated': 'payload.taxProrated'
    }
) }}
