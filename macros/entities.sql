{#
  The current version of all entities of a resource, one row each.

  resource: the table in raw_toast.
  type: the type of the payload as from_json takes it.
  columns: columns of the table to give besides.

  Gives restaurant_id, id, payload, the columns, _deleted and _synced_at. Entities that Toast no longer lists are
  kept and are _deleted, because older orders refer to them.
#}
{% macro entities(resource, type, columns=[]) %}
select
        restaurant_id,
        id,
        from_json(payload, '{{ type }}') as payload,
        {% for column in columns %}
        {{ column }},
        {% endfor %}
        removed_at is not null as _deleted,
        extracted_at as _synced_at
    from {{ source('raw_toast', resource) }}
{% endmacro %}
