{# The expression holds for every row; where it is null, it is not known to fail. #}
{% test is_true(model, expression) %}
select *
from {{ model }}
where not ({{ expression }})
{% endtest %}
