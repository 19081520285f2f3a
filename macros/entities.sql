{#
  The entities of a resource as they are now, typed. What Toast's listings no longer name stays and
  counts as deleted: older orders refer to it.
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
