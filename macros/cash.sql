{#
  Tells if the reason of a cash entry says that it is a float: one of the variable float_reasons, whatever its
  case and the blanks around it. Employees write reasons, and Toast has no type for floats. Takes an expression.
#}
{% macro is_float_reason(reason) %}
coalesce(lower(trim({{ reason }})), '') in (
        {% for text in var('float_reasons') %}
        lower('{{ text | trim | replace("'", "''") }}'){% if not loop.last %},{% endif %}

        {% else %}
        null
        {% endfor %}
    )
{% endmacro %}
