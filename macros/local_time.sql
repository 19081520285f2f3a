{#
  The local time of an instant; null if the restaurant's time zone is missing or unknown.

  Takes an expression, and reads the relations `restaurants` (int_restaurants) and `local_days`
  (int_local_days, left joined on the time zone and the business date). DuckDB takes 3 µs to convert an instant
  to a time zone that differs by row: seconds for a million rows. Most instants are on the business date of
  their row or on the next one, where the offset is known.
#}
{% macro local_time(instant) %}
case
        when {{ instant }} >= local_days.starts_at and {{ instant }} < local_days.ends_at
            then make_timestamp(epoch_us({{ instant }}) + local_days.utc_offset_us)
        else {{ instant }} at time zone restaurants.time_zone
    end
{% endmacro %}

{#
  Hours from midnight of the business date to a local time: 25 is 1 a.m. the next morning, so late nights sort
  last. Takes expressions.
#}
{% macro business_hour(local, business_date) %}
date_diff('hour', {{ business_date }}::timestamp, {{ local }})
{% endmacro %}
