{# Generated from fields/cash-management.json by `npm run fields:types`; do not edit. #}

{% macro cash_entry_type() %}
{
    "guid": "VARCHAR", "entityType": "VARCHAR", "amount": "DECIMAL(18,4)", "reason": "VARCHAR",
    "date": "TIMESTAMPTZ", "type": "VARCHAR", "cashDrawer": {{ toast_reference_type() }},
    "payoutReason": {{ toast_reference_type() }}, "noSaleReason": {{ toast_reference_type() }},
    "undoes": "VARCHAR", "employee1": {{ external_reference_type() }},
    "employee2": {{ external_reference_type() }},
    "creatorOrShiftReviewSubject": {{ toast_reference_type() }},
    "approverOrShiftReviewSubject": {{ toast_reference_type() }}
}
{% endmacro %}

{% macro cash_deposit_type() %}
{
    "guid": "VARCHAR", "entityType": "VARCHAR", "amount": "DECIMAL(18,4)", "date": "TIMESTAMPTZ",
    "undoes": "VARCHAR", "employee": {{ external_reference_type() }},
    "creator": {{ toast_reference_type() }}
}
{% endmacro %}
