{#
  What one of the maps of a publication holds, typed. Items, groups and options name it by its key,
  an integer; nothing can name what has another key.
#}
{% macro published_map(map, type) %}
select
        menus.restaurant_id,
        try_cast(entry.key as bigint) as reference_id,
        from_json(entry.value, '{{ type }}') as payload,
        menus.removed_at is not null as _deleted,
        menus.extracted_at as _synced_at
    from {{ source('raw_toast', 'published_menus') }} as menus,
        json_each(menus.payload, '$.{{ map }}') as entry
    where try_cast(entry.key as bigint) is not null
{% endmacro %}
