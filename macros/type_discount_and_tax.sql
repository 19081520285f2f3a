{% macro applied_tax_type() %}
{
    "guid": "VARCHAR",
    "entityType": "VARCHAR",
    "taxRate": {{ toast_reference_type() }},
    "name": "VARCHAR",
    "rate": "DOUBLE",
    "taxAmount": "DECIMAL(18,4)",
    "type": "VARCHAR",
    "facilitatorCollectAndRemitTax": "BOOLEAN",
    "displayName": "VARCHAR",
    "jurisdiction": "VARCHAR",
    "jurisdictionType": "VARCHAR"
}
{% endmacro %}

{#
  What triggered a discount and what it combines stay JSON: those of modifiers are columns as Toast
  sent them, the others have tables of their own.
#}
{% macro applied_discount_type() %}
{
    "guid": "VARCHAR",
    "entityType": "VARCHAR",
    "externalId": "VARCHAR",
    "name": "VARCHAR",
    "discountAmount": "DECIMAL(18,4)",
    "nonTaxDiscountAmount": "DECIMAL(18,4)",
    "discount": {{ toast_reference_type() }},
    "triggers": "JSON",
    "approver": {{ external_reference_type() }},
    "processingState": "VARCHAR",
    "appliedDiscountReason": {
        "name": "VARCHAR",
        "description": "VARCHAR",
        "comment": "VARCHAR",
        "discountReason": {{ toast_reference_type() }}
    },
    "loyaltyDetails": { "vendor": "VARCHAR", "referenceId": "VARCHAR" },
    "comboItems": "JSON",
    "appliedPromoCode": "VARCHAR",
    "discountType": "VARCHAR",
    "discountPercent": "DOUBLE"
}
{% endmacro %}

{% macro discount_trigger_type() %}
{ "selection": {{ external_reference_type() }}, "quantity": "DOUBLE" }
{% endmacro %}
