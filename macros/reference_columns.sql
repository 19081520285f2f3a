{# A reference object of Toast's, flattened; `name` is the prefix of its columns. #}
{% macro toast_reference(object, name) %}
{{ object }}.guid as {{ name }}_id,
    {{ object }}.entityType as {{ name }}_entity_type
{% endmacro %}

{% macro external_reference(object, name) %}
{{ toast_reference(object, name) }},
    {{ object }}.externalId as {{ name }}_external_id
{% endmacro %}

{% macro config_reference(object, name) %}
{{ external_reference(object, name) }},
    {{ object }}.multiLocationId as {{ name }}_multi_location_id
{% endmacro %}
