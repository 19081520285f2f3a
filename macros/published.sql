{#
  The entities in one of the maps of published menus: modifier groups, modifier options or pre-modifier
  groups.

  map: the name of the map in the payload.
  type: the type of an entity as from_json takes it.

  Gives restaurant_id, reference_id (the key in the map, by which other entities refer to this one),
  payload, _deleted and _synced_at. Entries whose key is not an integer are left out: nothing can
  refer to them.
#}
{% macro published_map(map, type) %}
select
        restaurant_id,
        reference_id,
        from_json(value, '{{ type }}') as payload,
        _deleted,
        _synced_at
    from (
        {{ map_entries(
            source('raw_toast', 'published_menus'),
            map,
            ['restaurant_id', 'removed_at is not null as _deleted', 'extracted_at as _synced_at']
        ) }}
    ) as entries
    where reference_id is not null
{% endmacro %}

{#
  The entries of one of these maps, one row each. `json_each` would do, but as a join with it, each entry
  keeps the payload that it is from in memory: all published menus once per entry.

  relation: what has the payload.
  map: the name of the map in it.
  keep: columns of the relation to carry over, as in a select list.

  Gives the columns of `keep`, reference_id (the key; null if it is not an integer) and value.
#}
{% macro map_entries(relation, map, keep) %}
select * exclude (key), try_cast(key as bigint) as reference_id
        from (
            select
                * exclude (entries),
                unnest(json_keys(entries)) as key,
                unnest(json_extract(entries, '$.*')) as value
            from (
                select {{ keep | join(', ') }}, json_extract(payload, '$.{{ map }}') as entries
                from {{ relation }}
            ) as maps
        ) as all_entries
{% endmacro %}

{#
  The references in a JSON list of published menus, one row each, with the entity that each refers to.

  owners: the CTE of the rows that have the list.
  list: the column of the list: integers, each the reference_id of a target.
  keep: columns of the owners to carry over, restaurant_id among them, as in a select list.
  targets: the CTE of the entities that are referred to.

  Gives the columns of `keep`, position (from 0), reference_id and target_id, which is null when the
  target is not published.
#}
{% macro resolved_references(owners, list, keep, targets) %}
select
        links.* exclude (payload),
        links.payload as reference_id,
        targets.id as target_id
    from (
        {{ elements(owners, list, keep, '"BIGINT"') }}
    ) as links
    left join {{ targets }} as targets
        on
            links.restaurant_id = targets.restaurant_id
            and links.payload = targets.reference_id
{% endmacro %}
