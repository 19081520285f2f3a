{#
  What selections on a check and modifiers have in common: both are the definition Selection.
  Discounts stay JSON, here as in checks: few have any, yet typing them would double the time.
#}
{% macro selection_fields() %}
    "guid": "VARCHAR",
    "entityType": "VARCHAR",
    "externalId": "VARCHAR",
    "item": {{ config_reference_type() }},
    "itemGroup": {{ config_reference_type() }},
    "optionGroup": {{ config_reference_type() }},
    "preModifier": {{ config_reference_type() }},
    "quantity": "DOUBLE",
    "seatNumber": "BIGINT",
    "unitOfMeasure": "VARCHAR",
    "selectionType": "VARCHAR",
    "salesCategory": {{ config_reference_type() }},
    "appliedDiscounts": "JSON",
    "deferred": "BOOLEAN",
    "preDiscountPrice": "DECIMAL(18,4)",
    "price": "DECIMAL(18,4)",
    "tax": "DECIMAL(18,4)",
    "voided": "BOOLEAN",
    "voidDate": "TIMESTAMPTZ",
    "voidBusinessDate": "BIGINT",
    "voidReason": {{ external_reference_type() }},
    "displayName": "VARCHAR",
    "plu": "VARCHAR",
    "premodifierPlu": "VARCHAR",
    "createdDate": "TIMESTAMPTZ",
    "modifiedDate": "TIMESTAMPTZ",
    "modifiers": ["JSON"],
    "fulfillmentStatus": "VARCHAR",
    "fulfillment": { "quantity": "DOUBLE", "unit": "VARCHAR" },
    "taxInclusion": "VARCHAR",
    "diningOption": {{ external_reference_type() }},
    "openPriceAmount": "DECIMAL(18,4)",
    "receiptLinePrice": "DECIMAL(18,4)",
    "optionGroupPricingMode": "VARCHAR",
    "externalPriceAmount": "DECIMAL(18,4)",
    "splitOrigin": {{ external_reference_type() }}
{% endmacro %}

{% macro selection_type() %}
{
{{ selection_fields() }},
    "refundDetails": {{ refund_details_type() }},
    "appliedTaxes": [{{ applied_tax_type() }}]
}
{% endmacro %}

{# A modifier's taxes and refund are columns of its table too, as Toast sent them: JSON. #}
{% macro modifier_type() %}
{
{{ selection_fields() }},
    "refundDetails": "JSON",
    "appliedTaxes": "JSON"
}
{% endmacro %}
