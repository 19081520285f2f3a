{# Columns of a relation that was left joined, with 0 where it has no row. #}
{% macro or_zero(relation, columns) %}
{% for column in columns %}
coalesce({{ relation }}.{{ column }}, 0) as {{ column }}{% if not loop.last %},
        {% endif %}
{% endfor %}
{% endmacro %}
