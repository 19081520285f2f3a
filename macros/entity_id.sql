{#
  The id of an entity: Toast's guid or, where Toast sent none, one derived from the entity's parent
  and what tells it from its siblings. The same payload always gives the same id.
#}
{% macro entity_id(guid, parts) %}
coalesce({{ guid }}, {{ derived_id(parts) }})
{% endmacro %}

{% macro derived_id(parts) %}
md5(concat_ws('|', {% for part in parts %}coalesce(({{ part }})::varchar, ''){% if not loop.last %}, {% endif %}{% endfor %}))
{% endmacro %}
