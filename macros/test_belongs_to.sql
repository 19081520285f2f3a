{# Every row has its parent in `to`, found by several columns; rows with a null among them pass. #}
{% test belongs_to(model, columns, to, parent_columns) %}
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
            parent.{{ parent_columns[loop.index0] }} = child.{{ column }}
            {% if not loop.last %}and{% endif %}
            {% endfor %}
    )
{% endtest %}
