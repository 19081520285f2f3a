{#
  One row per element of a list.

  relation: the CTE or model that has the list.
  list: the column or expression of the list.
  keep: columns to carry over, as in a select list (`id as orders_check_id`).
  type: the type of an element as from_json takes it, when the list is JSON.

  Gives the columns of `keep`, `position` (from 0) and `payload`, the element. Null elements are left
  out and count in positions.
#}
{% macro elements(relation, list, keep, type=none) %}
select *
    from (
        select
            {{ keep | join(',\n            ') }},
            generate_subscripts(elements, 1) - 1 as position,
            unnest(elements) as payload
        from (
            select *, {{ list if type is none else json_list(list, type) }} as elements
            from {{ relation }}
        ) as lists
    ) as numbered
    where payload is not null
{% endmacro %}

{# The elements of a JSON list, as a DuckDB list of the type. Takes both as `elements` does. #}
{% macro json_list(list, type) %}from_json({{ list }}, '[{{ type }}]'){% endmacro %}
