{#
  The columns of a tax on a selection, modifier or service charge. Takes nothing; reads the column
  `payload` of applied_tax_type.
#}
{% macro applied_tax_columns() %}
payload.entityType as entity_type,
    {{ toast_reference('payload.taxRate', 'tax_rate') }},
    payload.name,
    payload.displayName as display_name,
    payload.type,
    payload.rate,
    payload.taxAmount as tax_amount,
    payload.facilitatorCollectAndRemitTax as facilitator_collect_and_remit_tax,
    payload.jurisdiction,
    payload.jurisdictionType as jurisdiction_type
{% endmacro %}
