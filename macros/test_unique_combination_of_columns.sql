{#
  Data test as in dbt-utils: the columns in `combination_of_columns` are unique together. Gives the
  combinations that occur more than once.
#}
{% test unique_combination_of_columns(model, combination_of_columns, quote_columns=false) %}
{% set columns = [] %}
{% for column in combination_of_columns %}
{% do columns.append('"' ~ column ~ '"' if quote_columns else column) %}
{% endfor %}
select {{ columns | join(', ') }}, count(*) as occurrences
from {{ model }}
group by {{ columns | join(', ') }}
having count(*) > 1
{% endtest %}
