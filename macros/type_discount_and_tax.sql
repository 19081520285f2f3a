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

{% macro applied_discount_type() %}
{
    "guid": "VARCHAR",
    "entityType": "VARCHAR",
    "externalId": "VARCHAR",
    "name": "VARCHAR",
    "discountAmount": "DECIMAL(18,4)",
    "nonTaxDiscountAmount": "DECIMAL(18,4)",
    "discount": {{ toast_reference_type() }},
    "triggers": [{
        "selection": {{ external_reference_type() }},
        "quantity": "DOUBLE"
    }],
    "approver": {{ external_reference_type() }},
    "processingState": "VARCHAR",
    "appliedDiscountReason": {
        "name": "VARCHAR",
        "description": "VARCHAR",
        "comment": "VARCHAR",
        "discountReason": {{ toast_reference_type() }}
    },
    "loyaltyDetails": { "vendor": "VARCHAR", "referenceId": "VARCHAR" },
    "comboItems": [{{ external_reference_type() }}],
    "appliedPromoCode": "VARCHAR",
    "discountType": "VARCHAR",
    "discountPercent": "DOUBLE"
}
{% endmacro %}
