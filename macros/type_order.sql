{#
  The shapes of Toast's payloads as from_json takes them, one macro per definition in orders.yaml.
  from_json is lenient: a value that cannot be cast, or an object where a list is expected, becomes
  null, and unknown keys are skipped. So types are given here, once, and nowhere else.
#}

{% macro order_type() %}
{
    "guid": "VARCHAR",
    "entityType": "VARCHAR",
    "externalId": "VARCHAR",
    "openedDate": "TIMESTAMPTZ",
    "modifiedDate": "TIMESTAMPTZ",
    "promisedDate": "TIMESTAMPTZ",
    "channelGuid": "VARCHAR",
    "diningOption": {{ external_reference_type() }},
    "table": {{ external_reference_type() }},
    "serviceArea": {{ external_reference_type() }},
    "restaurantService": "JSON",
    "revenueCenter": {{ external_reference_type() }},
    "source": "VARCHAR",
    "duration": "BIGINT",
    "deliveryInfo": "JSON",
    "requiredPrepTime": "VARCHAR",
    "estimatedFulfillmentDate": "TIMESTAMPTZ",
    "numberOfGuests": "BIGINT",
    "voided": "BOOLEAN",
    "voidDate": "TIMESTAMPTZ",
    "voidBusinessDate": "BIGINT",
    "paidDate": "TIMESTAMPTZ",
    "closedDate": "TIMESTAMPTZ",
    "deletedDate": "TIMESTAMPTZ",
    "deleted": "BOOLEAN",
    "businessDate": "BIGINT",
    "server": {{ external_reference_type() }},
    "pricingFeatures": "JSON",
    "approvalStatus": "VARCHAR",
    "createdDevice": {{ device_type() }},
    "createdDate": "TIMESTAMPTZ",
    "lastModifiedDevice": {{ device_type() }},
    "curbsidePickupInfo": {
        "guid": "VARCHAR",
        "entityType": "VARCHAR",
        "transportColor": "VARCHAR",
        "transportDescription": "VARCHAR",
        "notes": "VARCHAR"
    },
    "marketplaceFacilitatorTaxInfo": {
        "facilitatorCollectAndRemitTaxOrder": "BOOLEAN",
        "taxes": "JSON"
    },
    "createdInTestMode": "BOOLEAN",
    "appliedPackagingInfo": {
        "guid": "VARCHAR",
        "entityType": "VARCHAR",
        "appliedPackagingItems": "JSON"
    },
    "excessFood": "BOOLEAN",
    "displayNumber": "VARCHAR"
}
{% endmacro %}

{% macro delivery_info_type() %}
{
    "address1": "VARCHAR",
    "address2": "VARCHAR",
    "city": "VARCHAR",
    "administrativeArea": "VARCHAR",
    "state": "VARCHAR",
    "zipCode": "VARCHAR",
    "country": "VARCHAR",
    "latitude": "DOUBLE",
    "longitude": "DOUBLE",
    "notes": "VARCHAR",
    "deliveredDate": "TIMESTAMPTZ",
    "dispatchedDate": "TIMESTAMPTZ",
    "deliveryEmployee": {{ external_reference_type() }},
    "deliveryState": "VARCHAR"
}
{% endmacro %}
