{#
  All versions of the entities of a resource that were ever seen, one row each.

  resource: the table in raw_toast and raw_toast_history.
  type: the type of the payload as from_json takes it; left out, the payload stays JSON.

  Gives restaurant_id, id, payload, modified_at (null where Toast states none), valid_from (when the
  version was first seen) and valid_to (when it was replaced or no longer listed; null while it is
  current).
#}
{% macro versions(resource, type=none) %}
select
        restaurant_id,
        id,
        {% if type is none %}payload{% else %}from_json(payload, '{{ type }}') as payload{% endif %},
        modified_at,
        valid_from,
        valid_to
    from (
        select restaurant_id, id, payload, modified_at, valid_from, valid_to
        from {{ source('raw_toast_history', resource) }}
        union all
        select restaurant_id, id, payload, modified_at, extracted_at as valid_from, null as valid_to
        from {{ source('raw_toast', resource) }}
        where removed_at is null
    ) as all_versions
{% endmacro %}

{#
  The periods in which the values of an entity stayed the same: versions that follow each other and
  differ only in what is not among the values become one row.

  relation: a CTE with the columns below, valid_from and valid_to.
  key: columns that identify the entity.
  values: columns whose change begins a row.
  first, last: columns to take from the first and the last version of a row, such as names.

  Gives these columns in this order, then valid_from, valid_to and is_current.
#}
{% macro periods(relation, key, values, first=[], last=[]) %}
select
    {{ key | join(',\n    ') }},
    {% for column in last %}
    arg_max({{ column }}, valid_from) as {{ column }},
    {% endfor %}
    {{ values | join(',\n    ') }},
    {% for column in first %}
    arg_min({{ column }}, valid_from) as {{ column }},
    {% endfor %}
    min(valid_from) as valid_from,
    case when count(valid_to) = count(*) then max(valid_to) end as valid_to,
    count(valid_to) < count(*) as is_current
from (
    select *, sum(begins::integer) over (
            partition by {{ key | join(', ') }} order by valid_from rows unbounded preceding
        ) as period
    from (
        select
            *,
            coalesce(lag(valid_to) over of_key <> valid_from, true)
            {% for column in values %}
            or {{ column }} is distinct from lag({{ column }}) over of_key
            {% endfor %} as begins
        from {{ relation }}
        window of_key as (partition by {{ key | join(', ') }} order by valid_from)
    ) as compared
) as numbered
group by {{ (key + values) | join(', ') }}, period
{% endmacro %}

{#
  A whole model: the periods of the entities of a resource, one row per period in which the values of
  an entity stayed the same.

  resource, type: as in `versions`.
  columns: the expression of each value by its name, of the column `payload`.
  first: the same for columns to take from the first version of a period.
  where: leaves out versions for which it is not true.
#}
{% macro entity_periods(resource, type, columns, first={}, where=none) %}
with all_versions as (

    {{ versions(resource, type) }}

),

versions as (

    select
        restaurant_id,
        id,
        {% for name in columns %}
        {{ columns[name] }} as {{ name }},
        {% endfor %}
        {% for name in first %}
        {{ first[name] }} as {{ name }},
        {% endfor %}
        valid_from,
        valid_to
    from all_versions
    {% if where is not none %}
    where {{ where }}
    {% endif %}

)

{{ periods('versions', ['restaurant_id', 'id'], columns | list, first=first | list) }}
{% endmacro %}
