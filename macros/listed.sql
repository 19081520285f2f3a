{#
  What a JSON list in a column of a model holds, one row per place, typed; `parent_id` is the column
  for the id of the row that has the list.
#}
{% macro listed(relation, column, parent_id, type) %}
select
        restaurant_id,
        id as {{ parent_id }},
        generate_subscripts(entries, 1) - 1 as position,
        unnest(entries) as payload,
        _deleted,
        _synced_at
    from (
        select *, from_json({{ column }}, '[{{ type }}]') as entries from {{ relation }}
    ) as parents
{% endmacro %}

{# The links that a JSON list of references makes, one row per place. #}
{% macro listed_references(relation, column, parent_id, child_id) %}
with listed_references as (

    {{ listed(relation, column, parent_id, toast_reference_type()) }}

)

select
    restaurant_id,
    {{ parent_id }},
    position,
    payload.guid as {{ child_id }},
    _deleted,
    _synced_at
from listed_references
where payload.guid is not null
{% endmacro %}
