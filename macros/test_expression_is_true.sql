{#
  Data test as in dbt-utils: the SQL expression is true for every row; below a column, it follows the
  column's name. Gives the rows for which it is false. Where it is null, the row passes.
#}
{% test expression_is_true(model, expression, column_name=none) %}
select *
from {{ model }}
where not({% if column_name is not none %}{{ column_name }} {% endif %}{{ expression }})
{% endtest %}
