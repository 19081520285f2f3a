{#
  The elements of a JSON list in a column of a model, one row each.

  relation, column: the model and its column.
  parent_id: the name to give to the id of the row that has the list.
  type: the type of an element as from_json takes it.

  Gives restaurant_id, `parent_id`, position (from 0), payload, _deleted and _synced_at.
#}
{% macro listed(relation, column, parent_id, type) %}
{{ elements(
    relation, column, ['restaurant_id', 'id as ' ~ parent_id, '_deleted', '_synced_at'], type
) }}
{% endmacro %}

{#
  A whole model: the links that a JSON list of references in a column of a model makes, one row each.

  relation, column, parent_id: as in `listed`.
  child_id: the name to give to the id of what an element refers to.
#}
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
