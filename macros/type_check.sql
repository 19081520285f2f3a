{% macro check_type() %}
{
    "guid": "VARCHAR",
    "entityType": "VARCHAR",
    "externalId": "VARCHAR",
    "createdDate": "TIMESTAMPTZ",
    "openedDate": "TIMESTAMPTZ",
    "closedDate": "TIMESTAMPTZ",
    "modifiedDate": "TIMESTAMPTZ",
    "deletedDate": "TIMESTAMPTZ",
    "deleted": "BOOLEAN",
    "customer": {
        "guid": "VARCHAR",
        "entityType": "VARCHAR",
        "firstName": "VARCHAR",
        "lastName": "VARCHAR",
        "phone": "VARCHAR",
        "phoneCountryCode": "VARCHAR",
        "email": "VARCHAR"
    },
    "appliedLoyaltyInfo": {
        "guid": "VARCHAR",
        "entityType": "VARCHAR",
        "loyaltyIdentifier": "VARCHAR",
        "maskedLoyaltyIdentifier": "VARCHAR",
        "vendor": "VARCHAR",
        "accrualFamilyGuid": "VARCHAR",
        "accrualText": "VARCHAR"
    },
    "taxExempt": "BOOLEAN",
    "displayNumber": "VARCHAR",
    "appliedServiceCharges": [{{ applied_service_charge_type() }}],
    "amount": "DECIMAL(18,4)",
    "taxAmount": "DECIMAL(18,4)",
    "totalAmount": "DECIMAL(18,4)",
    "payments": [{{ payment_type() }}],
    "tabName": "VARCHAR",
    "paymentStatus": "VARCHAR",
    "appliedDiscounts": "JSON",
    "voided": "BOOLEAN",
    "voidDate": "TIMESTAMPTZ",
    "voidBusinessDate": "BIGINT",
    "paidDate": "TIMESTAMPTZ",
    "createdDevice": {{ device_type() }},
    "lastModifiedDevice": {{ device_type() }},
    "duration": "BIGINT",
    "openedBy": {{ external_reference_type() }}
}
{% endmacro %}

{% macro applied_service_charge_type() %}
{
    "guid": "VARCHAR",
    "entityType": "VARCHAR",
    "externalId": "VARCHAR",
    "chargeAmount": "DECIMAL(18,4)",
    "serviceCharge": {{ external_reference_type() }},
    "chargeType": "VARCHAR",
    "name": "VARCHAR",
    "delivery": "BOOLEAN",
    "takeout": "BOOLEAN",
    "dineIn": "BOOLEAN",
    "gratuity": "BOOLEAN",
    "taxable": "BOOLEAN",
    "appliedTaxes": "JSON",
    "serviceChargeCalculation": "VARCHAR",
    "refundDetails": {{ refund_details_type() }},
    "serviceChargeCategory": "VARCHAR",
    "paymentGuid": "VARCHAR",
    "destination": "VARCHAR"
}
{% endmacro %}
