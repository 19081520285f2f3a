{#
  Data test: in every row, each of `columns` equals the sum of the column of `of` at the same place in `sums`,
  over its rows for which `condition` is true and whose columns equal those of the row (`keys`: names of the model's
  columns, each with that of `of`). No rows sum up to 0. Gives the rows for which it does not hold.
#}
{% test equals_sum(model, columns, of, sums, keys, condition='true') %}
select model.*
from {{ model }} as model
left join (
    select
        {% for column in keys.values() %}{{ column }} as key_{{ loop.index0 }}, {% endfor %}
        {% for sum in sums %}sum({{ sum }}) as sum_{{ loop.index0 }}{% if not loop.last %}, {% endif %}{% endfor %}
    from {{ of }}
    where {{ condition }}
    group by {{ keys.values() | join(', ') }}
) as sums
    on {% for column in keys %}model.{{ column }} = sums.key_{{ loop.index0 }}{% if not loop.last %} and {% endif %}{% endfor %}
where
    {% for column in columns %}
    model.{{ column }} <> coalesce(sums.sum_{{ loop.index0 }}, 0){% if not loop.last %} or{% endif %}
    {% endfor %}
{% endtest %}
