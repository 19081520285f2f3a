{#
  Data test: two relations have the same sums for each key. Gives the keys whose sums differ, with both. A
  key that one relation lacks has sums of 0 there.

  sums: a list of expressions over the rows of the model.
  to, to_sums: the other relation, and the expressions over its rows; left out, they are the same.
  keys, to_keys: columns of the model, and those of the other relation; left out, they are the same.
  condition, to_condition: which rows count.
#}
{% test equal_sums(
    model, sums, to, keys, to_sums=none, to_keys=none, condition='true', to_condition='true'
) %}
{% set names = keys | join(', ') %}
with own as (

    select
        {{ names }},
        {% for expression in sums %}
        coalesce(sum({{ expression }}), 0) as own_{{ loop.index }}{% if not loop.last %},{% endif %}

        {% endfor %}
    from {{ model }}
    where {{ condition }}
    group by {{ names }}

),

other as (

    select
        {% for key in to_keys or keys %}
        {{ key }} as {{ keys[loop.index0] }},
        {% endfor %}
        {% for expression in to_sums or sums %}
        coalesce(sum({{ expression }}), 0) as other_{{ loop.index }}{% if not loop.last %},{% endif %}

        {% endfor %}
    from {{ to }}
    where {{ to_condition }}
    group by {{ (to_keys or keys) | join(', ') }}

)

/* A key can be null: what has no job, no drawer, no server. */
select
    {% for name in keys %}
    coalesce(own.{{ name }}, other.{{ name }}) as {{ name }},
    {% endfor %}
    own.* exclude ({{ names }}),
    other.* exclude ({{ names }})
from own
full join other
    on
        {% for name in keys %}
        own.{{ name }} is not distinct from other.{{ name }}{% if not loop.last %} and{% endif %}

        {% endfor %}
where
    {% for expression in sums %}
    coalesce(own_{{ loop.index }}, 0) <> coalesce(other_{{ loop.index }}, 0){% if not loop.last %} or{% endif %}

    {% endfor %}
{% endtest %}
