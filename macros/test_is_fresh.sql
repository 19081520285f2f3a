{#
  Data test: the data of every row reaches to the business date that it should. Takes the column with the last
  date that is there and the one with the date that should be; rows without the latter are not checked.
#}
{% test is_fresh(model, date, expected) %}
select *
from {{ model }}
where {{ expected }} is not null
    and coalesce({{ date }} < {{ expected }}, true)
{% endtest %}
