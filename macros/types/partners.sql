{# Generated from fields/partners.json by `npm run fields:types`; do not edit. #}

{% macro partner_restaurant_type() %}
{
    "scopes": "JSON", "managementGroupGuid": "VARCHAR", "deleted": "BOOLEAN",
    "restaurantName": "VARCHAR", "locationName": "VARCHAR", "createdByEmailAddress": "VARCHAR",
    "externalGroupRef": "VARCHAR", "externalRestaurantRef": "VARCHAR", "modifiedDate": "BIGINT",
    "createdDate": "BIGINT", "isoModifiedDate": "TIMESTAMPTZ", "isoCreatedDate": "TIMESTAMPTZ"
}
{% endmacro %}
