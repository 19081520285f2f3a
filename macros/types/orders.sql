{# Generated from fields/orders.json by `npm run fields:types`; do not edit. #}

{% macro toast_reference_type() %}
{ "guid": "VARCHAR", "entityType": "VARCHAR" }
{% endmacro %}

{% macro external_reference_type() %}
{ "guid": "VARCHAR", "entityType": "VARCHAR", "externalId": "VARCHAR" }
{% endmacro %}

{% macro config_reference_type() %}
{
    "guid": "VARCHAR", "entityType": "VARCHAR", "multiLocationId": "VARCHAR",
    "externalId": "VARCHAR"
}
{% endmacro %}

{% macro device_type() %}
{ "id": "VARCHAR" }
{% endmacro %}

{% macro refund_details_type() %}
{
    "refundAmount": "DECIMAL(18,4)", "taxRefundAmount": "DECIMAL(18,4)",
    "refundTransaction": { "guid": "VARCHAR", "entityType": "VARCHAR" }
}
{% endmacro %}

{% macro order_type() %}
{
    "guid": "VARCHAR", "entityType": "VARCHAR", "externalId": "VARCHAR",
    "openedDate": "TIMESTAMPTZ", "modifiedDate": "TIMESTAMPTZ", "promisedDate": "TIMESTAMPTZ",
    "channelGuid": "VARCHAR", "diningOption": {{ external_reference_type() }},
    "table": {{ external_reference_type() }}, "serviceArea": {{ external_reference_type() }},
    "restaurantService": "JSON", "revenueCenter": {{ external_reference_type() }},
    "source": "VARCHAR", "duration": "BIGINT", "deliveryInfo": "JSON",
    "requiredPrepTime": "VARCHAR", "estimatedFulfillmentDate": "TIMESTAMPTZ",
    "numberOfGuests": "BIGINT", "voided": "BOOLEAN", "voidDate": "TIMESTAMPTZ",
    "voidBusinessDate": "BIGINT", "paidDate": "TIMESTAMPTZ", "closedDate": "TIMESTAMPTZ",
    "deletedDate": "TIMESTAMPTZ", "deleted": "BOOLEAN", "businessDate": "BIGINT",
    "server": {{ external_reference_type() }}, "pricingFeatures": "JSON",
    "approvalStatus": "VARCHAR", "createdDevice": {{ device_type() }}, "createdDate": "TIMESTAMPTZ",
    "lastModifiedDevice": {{ device_type() }},
    "curbsidePickupInfo": {
        "guid": "VARCHAR", "entityType": "VARCHAR", "transportColor": "VARCHAR",
        "transportDescription": "VARCHAR", "notes": "VARCHAR"
    },
    "marketplaceFacilitatorTaxInfo": {
        "facilitatorCollectAndRemitTaxOrder": "BOOLEAN", "taxes": "JSON"
    },
    "createdInTestMode": "BOOLEAN",
    "appliedPackagingInfo": {
        "guid": "VARCHAR", "entityType": "VARCHAR", "appliedPackagingItems": "JSON"
    },
    "excessFood": "BOOLEAN", "displayNumber": "VARCHAR"
}
{% endmacro %}

{% macro delivery_info_type() %}
{
    "address1": "VARCHAR", "address2": "VARCHAR", "city": "VARCHAR",
    "administrativeArea": "VARCHAR", "state": "VARCHAR", "zipCode": "VARCHAR", "country": "VARCHAR",
    "latitude": "DOUBLE", "longitude": "DOUBLE", "notes": "VARCHAR", "deliveredDate": "TIMESTAMPTZ",
    "dispatchedDate": "TIMESTAMPTZ", "deliveryEmployee": {{ external_reference_type() }},
    "deliveryState": "VARCHAR"
}
{% endmacro %}

{% macro check_type() %}
{
    "guid": "VARCHAR", "entityType": "VARCHAR", "externalId": "VARCHAR",
    "createdDate": "TIMESTAMPTZ", "openedDate": "TIMESTAMPTZ", "closedDate": "TIMESTAMPTZ",
    "modifiedDate": "TIMESTAMPTZ", "deletedDate": "TIMESTAMPTZ", "deleted": "BOOLEAN",
    "customer": {
        "guid": "VARCHAR", "entityType": "VARCHAR", "firstName": "VARCHAR", "lastName": "VARCHAR",
        "phone": "VARCHAR", "phoneCountryCode": "VARCHAR", "email": "VARCHAR"
    },
    "appliedLoyaltyInfo": {
        "guid": "VARCHAR", "entityType": "VARCHAR", "loyaltyIdentifier": "VARCHAR",
        "maskedLoyaltyIdentifier": "VARCHAR", "vendor": "VARCHAR", "accrualFamilyGuid": "VARCHAR",
        "accrualText": "VARCHAR"
    },
    "taxExempt": "BOOLEAN", "displayNumber": "VARCHAR",
    "appliedServiceCharges": [{{ applied_service_charge_type() }}], "amount": "DECIMAL(18,4)",
    "taxAmount": "DECIMAL(18,4)", "totalAmount": "DECIMAL(18,4)",
    "payments": [{{ payment_type() }}], "tabName": "VARCHAR", "paymentStatus": "VARCHAR",
    "appliedDiscounts": "JSON", "voided": "BOOLEAN", "voidDate": "TIMESTAMPTZ",
    "voidBusinessDate": "BIGINT", "paidDate": "TIMESTAMPTZ", "createdDevice": {{ device_type() }},
    "lastModifiedDevice": {{ device_type() }}, "duration": "BIGINT",
    "openedBy": {{ external_reference_type() }}
}
{% endmacro %}

{% macro payment_type() %}
{
    "guid": "VARCHAR", "entityType": "VARCHAR", "externalId": "VARCHAR",
    "isProcessedOffline": "BOOLEAN", "paidDate": "TIMESTAMPTZ", "paidBusinessDate": "BIGINT",
    "type": "VARCHAR", "cardEntryMode": "VARCHAR", "amount": "DECIMAL(18,4)",
    "tipAmount": "DECIMAL(18,4)", "amountTendered": "DECIMAL(18,4)", "cardType": "VARCHAR",
    "first6Digits": "VARCHAR", "last4Digits": "VARCHAR", "originalProcessingFee": "DECIMAL(18,4)",
    "server": {{ external_reference_type() }}, "cashDrawer": {{ external_reference_type() }},
    "refundStatus": "VARCHAR",
    "refund": {
        "refundStrategy": "VARCHAR", "refundAmount": "DECIMAL(18,4)",
        "tipRefundAmount": "DECIMAL(18,4)", "refundDate": "TIMESTAMPTZ",
        "refundBusinessDate": "BIGINT",
        "refundTransaction": { "guid": "VARCHAR", "entityType": "VARCHAR" }
    },
    "paymentStatus": "VARCHAR",
    "voidInfo": {
        "voidUser": {{ external_reference_type() }},
        "voidApprover": {{ external_reference_type() }}, "voidDate": "TIMESTAMPTZ",
        "voidBusinessDate": "BIGINT", "voidReason": {{ external_reference_type() }}
    },
    "houseAccount": {{ external_reference_type() }},
    "otherPayment": {{ external_reference_type() }}, "createdDevice": {{ device_type() }},
    "lastModifiedDevice": {{ device_type() }}, "mcaRepaymentAmount": "DECIMAL(18,4)",
    "cardPaymentId": "VARCHAR", "orderGuid": "VARCHAR", "checkGuid": "VARCHAR",
    "tenderTransactionGuid": "VARCHAR", "networkTransactionIdentifier": "VARCHAR"
}
{% endmacro %}

{% macro applied_service_charge_type() %}
{
    "guid": "VARCHAR", "entityType": "VARCHAR", "externalId": "VARCHAR", "destination": "VARCHAR",
    "chargeAmount": "DECIMAL(18,4)", "serviceCharge": {{ external_reference_type() }},
    "chargeType": "VARCHAR", "name": "VARCHAR", "delivery": "BOOLEAN", "takeout": "BOOLEAN",
    "dineIn": "BOOLEAN", "gratuity": "BOOLEAN", "taxable": "BOOLEAN", "appliedTaxes": "JSON",
    "serviceChargeCalculation": "VARCHAR", "refundDetails": {{ refund_details_type() }},
    "serviceChargeCategory": "VARCHAR", "paymentGuid": "VARCHAR"
}
{% endmacro %}

{% macro applied_tax_type() %}
{
    "guid": "VARCHAR", "entityType": "VARCHAR", "taxRate": {{ toast_reference_type() }},
    "name": "VARCHAR", "rate": "DOUBLE", "taxAmount": "DECIMAL(18,4)", "type": "VARCHAR",
    "facilitatorCollectAndRemitTax": "BOOLEAN", "displayName": "VARCHAR", "jurisdiction": "VARCHAR",
    "jurisdictionType": "VARCHAR"
}
{% endmacro %}

{% macro applied_discount_type() %}
{
    "guid": "VARCHAR", "entityType": "VARCHAR", "externalId": "VARCHAR", "name": "VARCHAR",
    "discountAmount": "DECIMAL(18,4)", "nonTaxDiscountAmount": "DECIMAL(18,4)",
    "discount": {{ toast_reference_type() }}, "triggers": "JSON",
    "approver": {{ external_reference_type() }}, "processingState": "VARCHAR",
    "appliedDiscountReason": {
        "name": "VARCHAR", "description": "VARCHAR", "comment": "VARCHAR",
        "discountReason": {{ toast_reference_type() }}
    },
    "loyaltyDetails": { "vendor": "VARCHAR", "referenceId": "VARCHAR" }, "comboItems": "JSON",
    "appliedPromoCode": "VARCHAR", "discountType": "VARCHAR", "discountPercent": "DOUBLE"
}
{% endmacro %}

{% macro discount_trigger_type() %}
{ "selection": {{ external_reference_type() }}, "quantity": "DOUBLE" }
{% endmacro %}

{% macro selection_type() %}
{
    "guid": "VARCHAR", "entityType": "VARCHAR", "externalId": "VARCHAR",
    "item": {{ config_reference_type() }}, "itemGroup": {{ config_reference_type() }},
    "optionGroup": {{ config_reference_type() }}, "preModifier": {{ config_reference_type() }},
    "quantity": "DOUBLE", "seatNumber": "BIGINT", "unitOfMeasure": "VARCHAR",
    "selectionType": "VARCHAR", "salesCategory": {{ config_reference_type() }},
    "appliedDiscounts": "JSON", "deferred": "BOOLEAN", "preDiscountPrice": "DECIMAL(18,4)",
    "price": "DECIMAL(18,4)", "tax": "DECIMAL(18,4)", "voided": "BOOLEAN",
    "voidDate": "TIMESTAMPTZ", "voidBusinessDate": "BIGINT",
    "voidReason": {{ external_reference_type() }}, "refundDetails": {{ refund_details_type() }},
    "displayName": "VARCHAR", "plu": "VARCHAR", "premodifierPlu": "VARCHAR",
    "createdDate": "TIMESTAMPTZ", "modifiedDate": "TIMESTAMPTZ", "modifiers": ["JSON"],
    "fulfillmentStatus": "VARCHAR", "fulfillment": { "quantity": "DOUBLE", "unit": "VARCHAR" },
    "taxInclusion": "VARCHAR", "appliedTaxes": [{{ applied_tax_type() }}],
    "diningOption": {{ external_reference_type() }}, "openPriceAmount": "DECIMAL(18,4)",
    "receiptLinePrice": "DECIMAL(18,4)", "optionGroupPricingMode": "VARCHAR",
    "externalPriceAmount": "DECIMAL(18,4)", "splitOrigin": {{ external_reference_type() }}
}
{% endmacro %}

{% macro modifier_type() %}
{
    "guid": "VARCHAR", "entityType": "VARCHAR", "externalId": "VARCHAR",
    "item": {{ config_reference_type() }}, "itemGroup": {{ config_reference_type() }},
    "optionGroup": {{ config_reference_type() }}, "preModifier": {{ config_reference_type() }},
    "quantity": "DOUBLE", "seatNumber": "BIGINT", "unitOfMeasure": "VARCHAR",
    "selectionType": "VARCHAR", "salesCategory": {{ config_reference_type() }},
    "appliedDiscounts": "JSON", "deferred": "BOOLEAN", "preDiscountPrice": "DECIMAL(18,4)",
    "price": "DECIMAL(18,4)", "tax": "DECIMAL(18,4)", "voided": "BOOLEAN",
    "voidDate": "TIMESTAMPTZ", "voidBusinessDate": "BIGINT",
    "voidReason": {{ external_reference_type() }}, "refundDetails": "JSON",
    "displayName": "VARCHAR", "plu": "VARCHAR", "premodifierPlu": "VARCHAR",
    "createdDate": "TIMESTAMPTZ", "modifiedDate": "TIMESTAMPTZ", "modifiers": ["JSON"],
    "fulfillmentStatus": "VARCHAR", "fulfillment": { "quantity": "DOUBLE", "unit": "VARCHAR" },
    "taxInclusion": "VARCHAR", "appliedTaxes": "JSON",
    "diningOption": {{ external_reference_type() }}, "openPriceAmount": "DECIMAL(18,4)",
    "receiptLinePrice": "DECIMAL(18,4)", "optionGroupPricingMode": "VARCHAR",
    "externalPriceAmount": "DECIMAL(18,4)", "splitOrigin": {{ external_reference_type() }}
}
{% endmacro %}
