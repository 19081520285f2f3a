{#
  What identifies a person in all restaurants of a group: employees have an id of their own in each restaurant,
  and a person who was hired twice has two in one. The first of these that Toast gives: its group-wide GUID, the
  id in the payroll system, a digest of the e-mail address; the restaurant and the id where it gives none.

  Takes a relation with rows of `employee`. Null where it has no row.
#}
{% macro employee_key(employee) %}
coalesce(
        nullif({{ employee }}.v_2_employee_guid, ''),
        nullif({{ employee }}.external_employee_id, ''),
        md5(nullif(lower(trim({{ employee }}.email)), '')),
        {{ employee }}.restaurant_id || ':' || {{ employee }}.id
    )
{% endmacro %}

{# The name of an employee as it is today: the chosen name, else first and last name. Takes a relation. #}
{% macro employee_name(employee) %}
coalesce(
        nullif({{ employee }}.chosen_name, ''),
        nullif(concat_ws(' ', {{ employee }}.first_name, {{ employee }}.last_name), '')
    )
{% endmacro %}
