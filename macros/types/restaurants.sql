{# Generated from fields/restaurants.json by `npm run fields:types`; do not edit. #}

{% macro restaurant_info_type() %}
{
    "general": {
        "name": "VARCHAR", "locationName": "VARCHAR", "locationCode": "VARCHAR",
        "description": "VARCHAR", "timeZone": "VARCHAR", "closeoutHour": "BIGINT",
        "managementGroupGuid": "VARCHAR", "currencyCode": "VARCHAR", "firstBusinessDate": "BIGINT",
        "archived": "BOOLEAN"
    },
    "urls": {
        "website": "VARCHAR", "facebook": "VARCHAR", "twitter": "VARCHAR", "orderOnline": "VARCHAR",
        "purchaseGiftCard": "VARCHAR", "checkGiftCard": "VARCHAR"
    },
    "location": {
        "address1": "VARCHAR", "address2": "VARCHAR", "city": "VARCHAR", "stateCode": "VARCHAR",
        "administrativeArea": "VARCHAR", "zipCode": "VARCHAR", "country": "VARCHAR",
        "phone": "VARCHAR", "phoneCountryCode": "VARCHAR", "latitude": "DOUBLE",
        "longitude": "DOUBLE"
    },
    "schedules": "JSON",
    "delivery": {
        "enabled": "BOOLEAN", "minimum": "DECIMAL(18,4)", "area": "VARCHAR"
    },
    "onlineOrdering": {
        "enabled": "BOOLEAN", "scheduling": "BOOLEAN", "specialRequests": "BOOLEAN",
        "specialRequestsMessage": "VARCHAR",
        "paymentOptions": {
            "delivery": {
                "cash": "BOOLEAN", "ccSameDay": "BOOLEAN", "ccFuture": "BOOLEAN"
            },
            "takeout": {
                "cash": "BOOLEAN", "ccSameDay": "BOOLEAN", "ccFuture": "BOOLEAN",
                "ccInStore": "BOOLEAN"
            },
            "ccTip": "BOOLEAN"
        }
    },
    "prepTimes": {
        "deliveryPrepTime": "BIGINT", "deliveryTimeAfterOpen": "BIGINT",
        "deliveryTimeBeforeClose": "BIGINT", "takeoutPrepTime": "BIGINT",
        "takeoutTimeAfterOpen": "BIGINT", "takeoutTimeBeforeClose": "BIGINT",
        "takeoutThrottlingTime": "BIGINT", "deliveryThrottlingTime": "BIGINT"
    }
}
{% endmacro %}
