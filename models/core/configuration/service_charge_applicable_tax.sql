{{ listed_references(ref('service_charge'), 'applicable_taxes', 'service_charge_id', 'tax_rate_id') }}
