{#
  The current version of all entities of a resource, one row each.

  resource: the table in raw_toast.
  type: the type of the payload as from_json takes it.

  Gives restaurant_id, id, payload, _deleted and _synced_at. Entities that Toast no longer lists are
  kept and are _deleted, because older orders refer to them.
#}
{% macro entities(resource, type) %}
select
        restaurant_id,
        id,
        from_json(payload, '{{ type }}') as payload,
        removed_at is not null as _deleted,
        extracted_at as _synced_at
    from {{ source('raw_toast', resource) }}
{% endmacro %}
