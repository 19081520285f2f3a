{#
  Data test like dbt's relationships, for keys of several columns: every row has a row in `to` whose
  `fields` equal its `columns`, in order. Gives the rows without one. As in dbt, rows in which one of
  the columns is null pass.
#}
{% test composite_relationships(model, columns, to, fields) %}
select child.*
from {{ model }} as child
where
    {% for column in columns %}
    child.{{ column }} is not null and
    {% endfor %}
    not exists (
        select 1
        from {{ to }} as parent
        where
            {% for column in columns %}
            parent.{{ fields[loop.index0] }} = child.{{ column }}
            {% if not loop.last %}and{% endif %}
            {% endfor %}
    )
{% endtest %}
