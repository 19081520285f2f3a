{% macro payment_type() %}
{
    "guid": "VARCHAR",
    "entityType": "VARCHAR",
    "externalId": "VARCHAR",
    "paidDate": "TIMESTAMPTZ",
    "paidBusinessDate": "BIGINT",
    "type": "VARCHAR",
    "cardEntryMode": "VARCHAR",
    "amount": "DECIMAL(18,4)",
    "tipAmount": "DECIMAL(18,4)",
    "amountTendered": "DECIMAL(18,4)",
    "cardType": "VARCHAR",
    "first6Digits": "VARCHAR",
    "last4Digits": "VARCHAR",
    "originalProcessingFee": "DECIMAL(18,4)",
    "server": {{ external_reference_type() }},
    "cashDrawer": {{ external_reference_type() }},
    "refundStatus": "VARCHAR",
    "refund": {
        "refundAmount": "DECIMAL(18,4)",
        "tipRefundAmount": "DECIMAL(18,4)",
        "refundDate": "TIMESTAMPTZ",
        "refundBusinessDate": "BIGINT",
        "refundStrategy": "VARCHAR",
        "refundTransaction": {{ toast_reference_type() }}
    },
    "paymentStatus": "VARCHAR",
    "voidInfo": {
        "voidUser": {{ external_reference_type() }},
        "voidApprover": {{ external_reference_type() }},
        "voidDate": "TIMESTAMPTZ",
        "voidBusinessDate": "BIGINT",
        "voidReason": {{ external_reference_type() }}
    },
    "houseAccount": {{ external_reference_type() }},
    "otherPayment": {{ external_reference_type() }},
    "createdDevice": {{ device_type() }},
    "lastModifiedDevice": {{ device_type() }},
    "mcaRepaymentAmount": "DECIMAL(18,4)",
    "cardPaymentId": "VARCHAR",
    "orderGuid": "VARCHAR",
    "checkGuid": "VARCHAR",
    "tenderTransactionGuid": "VARCHAR",
    "networkTransactionIdentifier": "VARCHAR",
    "isProcessedOffline": "BOOLEAN"
}
{% endmacro %}
