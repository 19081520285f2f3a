{#
  The id of an entity: its GUID or, if Toast sent none, an id derived from other values.

  guid: the expression of the GUID.
  parts: expressions that identify the entity: the id of its parent and what sets it apart from its
    siblings. The same values always give the same id.
#}
{% macro entity_id(guid, parts) %}
coalesce({{ guid }}, {{ derived_id(parts) }})
{% endmacro %}

{# An id derived from the values of `parts`, for entities that never have a GUID. #}
{% macro derived_id(parts) %}
md5(concat_ws('|', {% for part in parts %}coalesce(({{ part }})::varchar, ''){% if not loop.last %}, {% endif %}{% endfor %}))
{% endmacro %}
