{#
  Data test: two relations have the same sums for each key. Gives the keys whose sums differ, with both. A
  key that one relation lacks has sums of 0 there.

  sums: a list of expressions over the rows of the model.
  to, to_sums: the other relation, and the expressions over its rows; left out, they are the same.
  keys: columns of both.
  where, to_where: which rows count.
#}
{% test equal_sums(model, sums, to, keys, to_sums=none, where='true', to_where='true') %}
with own as (

    select
        {{ keys | join(', ') }},
        {% for expression in sums %}
        coalesce(sum({{ expression }}), 0) as own_{{ loop.index }}{% if not loop.last %},{% endif %}

        {% endfor %}
    from {{ model }}
    where {{ where }}
    group by {{ keys | join(', ') }}

),

other as (

    select
        {{ keys | join(', ') }},
        {% for expression in to_sums or sums %}
        coalesce(sum({{ expression }}), 0) as other_{{ loop.index }}{% if not loop.last %},{% endif %}

        {% endfor %}
    from {{ to }}
    where {{ to_where }}
    group by {{ keys | join(', ') }}

)

select *
from own
full join other using ({{ keys | join(', ') }})
where
    {% for expression in sums %}
    coalesce(own_{{ loop.index }}, 0) <> coalesce(other_{{ loop.index }}, 0){% if not loop.last %} or{% endif %}

    {% endfor %}
{% endtest %}
