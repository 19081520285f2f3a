{# Toast's business date is an integer yyyymmdd; what is no such date becomes null. #}
{% macro business_date(yyyymmdd) %}
case
    when {{ yyyymmdd }} between 19000101 and 29991231
        then try_strptime({{ yyyymmdd }}::varchar, '%Y%m%d')::date
end
{% endmacro %}

{# Toast writes the epoch into deletedDate of what is not deleted. #}
{% macro deleted_date(instant) %}
nullif({{ instant }}, timestamptz '1970-01-01 00:00:00+00')
{% endmacro %}
