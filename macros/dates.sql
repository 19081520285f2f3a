{# Takes a business date as Toast sends it, an integer yyyymmdd. Gives a date; null if it is invalid. #}
{% macro business_date(yyyymmdd) %}
case
    when {{ yyyymmdd }} between 19000101 and 29991231
        then try_strptime({{ yyyymmdd }}::varchar, '%Y%m%d')::date
end
{% endmacro %}

{# Takes deletedDate as Toast sends it. Gives null for the epoch, which means that it is not deleted. #}
{% macro deleted_date(instant) %}
nullif({{ instant }}, timestamptz '1970-01-01 00:00:00+00')
{% endmacro %}

{#
  The instant at which a business date begins: the close-out hour of the local day. Takes an instant, midnight
  UTC of the date, and the relation that has the time zone and close-out hour of the restaurant.
#}
{% macro day_start(midnight, restaurant) %}
(
        ({{ midnight }} at time zone 'UTC')::date + to_hours(coalesce({{ restaurant }}.closeout_hour, 0))
    ) at time zone {{ restaurant }}.time_zone
{%- endmacro %}

{#
  Query of the days of spans: one row per day, from the first to the last. Takes a relation with restaurant_id,
  first_date and last_date; gives restaurant_id and business_date.
#}
{% macro days_of(spans) %}
select
        restaurant_id,
        unnest(range(first_date, last_date + 1, interval 1 day))::date as business_date
    from {{ spans }}
{% endmacro %}
