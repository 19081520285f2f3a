{# The shapes of configured menus (definitions of configuration.yaml); see type_order.sql. #}
{% macro menu_type() %}
{
    "entityType": "VARCHAR",
    "externalId": "VARCHAR",
    "name": "VARCHAR",
    "groups": "JSON",
    "orderableOnline": "VARCHAR",
    "visibility": "VARCHAR",
    "unitOfMeasure": "VARCHAR",
    "images": "JSON"
}
{% endmacro %}

{% macro menu_group_type() %}
{
    "entityType": "VARCHAR",
    "externalId": "VARCHAR",
    "name": "VARCHAR",
    "menu": {{ external_reference_type() }},
    "parent": "JSON",
    "items": "JSON",
    "subgroups": "JSON",
    "optionGroups": "JSON",
    "inheritOptionGroups": "BOOLEAN",
    "orderableOnline": "VARCHAR",
    "visibility": "VARCHAR",
    "unitOfMeasure": "VARCHAR",
    "inheritUnitOfMeasure": "BOOLEAN",
    "images": "JSON"
}
{% endmacro %}

{% macro menu_item_type() %}
{
    "entityType": "VARCHAR",
    "externalId": "VARCHAR",
    "name": "VARCHAR",
    "type": "VARCHAR",
    "plu": "VARCHAR",
    "sku": "VARCHAR",
    "calories": "BIGINT",
    "optionGroups": "JSON",
    "inheritOptionGroups": "BOOLEAN",
    "orderableOnline": "VARCHAR",
    "visibility": "VARCHAR",
    "unitOfMeasure": "VARCHAR",
    "inheritUnitOfMeasure": "BOOLEAN",
    "images": "JSON"
}
{% endmacro %}

{% macro menu_option_group_type() %}
{
    "entityType": "VARCHAR",
    "externalId": "VARCHAR",
    "name": "VARCHAR",
    "options": "JSON",
    "minSelections": "BIGINT",
    "maxSelections": "BIGINT"
}
{% endmacro %}

{% macro pre_modifier_group_type() %}
{
    "entityType": "VARCHAR",
    "name": "VARCHAR",
    "isDefault": "BOOLEAN"
}
{% endmacro %}

{% macro pre_modifier_type() %}
{
    "entityType": "VARCHAR",
    "name": "VARCHAR",
    "parent": {{ toast_reference_type() }},
    "scalePrice": "BOOLEAN",
    "basePrice": "DECIMAL(18,4)",
    "scaleFactor": "DOUBLE",
    "displayMode": "VARCHAR",
    "chargeAsExtra": "BOOLEAN"
}
{% endmacro %}
