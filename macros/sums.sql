{#
  Sums of columns, 0 where no row counts, as decimal(18, 4).

  columns: a list of [name, expression, condition]; name and condition may be left out, the name then being
  that of the column.
#}
{% macro sums(columns) %}
{% for column in columns %}
coalesce(
            sum({{ column[1] or column[0] }}){% if column[2] %} filter (where {{ column[2] }}){% endif %},
            0
        )::decimal(18, 4) as {{ column[0] }}{% if not loop.last %},
        {% endif %}
{% endfor %}
{% endmacro %}
