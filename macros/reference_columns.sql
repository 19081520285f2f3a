{#
  The columns of a reference to another entity, flattened: its GUID and entity type; for
  external_reference also the external id, for config_reference also the multi-location id.

  object: the struct of the reference.
  name: the prefix of the columns.
#}
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
