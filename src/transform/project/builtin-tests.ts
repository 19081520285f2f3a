import { readMacros } from '../jinja/template.js';

/*
 * The four generic tests that dbt provides. Each selects the failing rows. As in dbt, values are
 * inserted into the SQL unchanged: a quote in a value must be doubled.
 */
const text = `
{% test unique(model, column_name) %}
select {{ column_name }}, count(*) as occurrences
from {{ model }}
where {{ column_name }} is not null
group by {{ column_name }}
having count(*) > 1
{% endtest %}

{% test not_null(model, column_name) %}
select *
from {{ model }}
where {{ column_name }} is null
{% endtest %}

{% test accepted_values(model, column_name, values, quote=true) %}
select {{ column_name }}, count(*) as occurrences
from {{ model }}
where {{ column_name }} not in (
  {% for value in values -%}
  {% if quote %}'{{ value }}'{% else %}{{ value }}{% endif %}
  {%- if not loop.last %}, {% endif %}
  {%- endfor %}
)
group by {{ column_name }}
{% endtest %}

{% test relationships(model, column_name, to, field) %}
select child.*
from {{ model }} as child
where child.{{ column_name }} is not null
  and not exists (select 1 from {{ to }} as parent where parent.{{ field }} = child.{{ column_name }})
{% endtest %}
`;

/** Defines `unique`, `not_null`, `accepted_values` and `relationships`; a project can override them. */
export const builtinTests = readMacros('built-in tests', text);
